//! Southern Europe.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "italian",
        women: "Alessia Benedetta Chiara Federica Giuliana Ludovica Raffaella",
        men: "Aldo Cesare Dario Fabrizio Gianluca Niccolò Ruggero",
        families: "Albertazzi Bonfiglioli Castelvetro Dall'Acqua Fumagalli Gherardini Malaspada Pellegrinetti Sangiorgi \
                   Tagliabue",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "spanish",
        women: "Almudena Begoña Consuelo Inés Macarena Nuria Rocío",
        men: "Álvaro Borja Gonzalo Íñigo Joaquín Rodrigo Santiago",
        families: "Arrieta_Solís Barrientos Cienfuegos Echevarría Fuenmayor Gálvez_Prieto Lizarraga Montalbán Núñez_Olmo \
                   Valdepeña",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "portuguese",
        women: "Beatriz Catarina Inês Leonor Mafalda Rafaela Teresa",
        men: "Afonso Bernardo Duarte João Nuno Rui Vasco",
        families: "Albuquerque_Reis Branquinho Carvalhosa Falcão Guimarães_Sá Magalhães Negrão Pestana Queirós Vasconcelos",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "greek",
        women: "Aspasia|Ασπασία Chrysoula|Χρυσούλα Eleftheria|Ελευθερία Kalliopi|Καλλιόπη Marina|Μαρίνα Vasiliki|Βασιλική",
        men: "Anastasios|Αναστάσιος Christos|Χρήστος Dimosthenis|Δημοσθένης Ioannis|Ιωάννης Lefteris|Λευτέρης Spyros|Σπύρος",
        families: "Andreadis|Ανδρεάδης Daskalopoulos|Δασκαλόπουλος Kanellos|Κανέλλος Lambridis|Λαμπρίδης \
                   Manolakos|Μανωλάκος Raptis|Ράπτης Stathopoulos|Σταθόπουλος Vlachakis|Βλαχάκης",
        families_of_women: "Andreadi|Ανδρεάδη Daskalopoulou|Δασκαλοπούλου Kanellou|Κανέλλου Lambridi|Λαμπρίδη \
                            Manolakou|Μανωλάκου Rapti|Ράπτη Stathopoulou|Σταθοπούλου Vlachaki|Βλαχάκη",
        family_first: false,
    },
];
