//! The Americas, where names come from everywhere.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "north_american",
        women: "Abigail Brooke Denise Heather Jasmine Kelsey Latoya Monique Paige Tiffany",
        men: "Bradley Curtis Darnell Ethan Jamal Kyle Marcus Preston Trevor Wyatt",
        families: "Abernathy Braddock Castellano Delacruz Eastwick Fitzsimmons Hollister Kowalczyk Lindgren McAllister \
                   Oyelaran Pruitt Ramachandran Sandoval Tran-Lewis Whitlock",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "mexican",
        women: "Alejandra Brenda Citlali Fernanda Guadalupe Itzel Ximena",
        men: "Adrián Cuauhtémoc Emiliano Fausto Hugo Ramiro Ulises",
        families: "Alvarado_Ríos Bustamante Cárdenas_Luna Figueroa Huerta_Ponce Ibarra Mendizábal Olvera Quintanilla \
                   Zamudio",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "brazilian",
        women: "Bianca Camila Débora Juliana Letícia Tainá",
        men: "Caio Fábio Gustavo Leandro Thiago Vinícius",
        families: "Azevedo Bittencourt Conceição Drummond Figueiredo Moreira_Lima Nogueira Sampaio Tavares",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "argentine",
        women: "Agustina Candela Florencia Julieta Milagros Valentina",
        men: "Bautista Ezequiel Facundo Lautaro Matías Nahuel",
        families: "Bianchetti Cabrera_Moll Etcheverry Ferreyra Giordanino Iturralde Paganini-Roca Zubiría",
        families_of_women: "",
        family_first: false,
    },
];
