//! Northern Europe.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "swedish",
        women: "Ebba Linnéa Sigrid Åsa Malin Tove Ylva Frida",
        men: "Axel Björn Gustav Håkan Oskar Torbjörn Viktor Mårten",
        families: "Ahlgren Bergvall Dahlström Ekholm Hällqvist Norrby Sjöstrand Wikander Åkerlund Östberg",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "norwegian",
        women: "Astrid Ingunn Solveig Tonje Marit Ragnhild Silje",
        men: "Eirik Håvard Kjell Øyvind Sindre Terje Torstein",
        families: "Bakkehaug Fjeldstad Grønvold Hauglid Myrvang Nesheim Skogstad Tveitan Ødegård",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "finnish",
        women: "Aino Eeva Helmi Kaisa Päivi Riikka Tuuli",
        men: "Antti Ilkka Jarkko Mikko Pekka Väinö Timo",
        families: "Hakulinen Järvelä Koskimäki Lehtisalo Mäntyharju Nieminen Pajunen Rantakari Saarelainen",
        families_of_women: "",
        family_first: false,
    },
];
