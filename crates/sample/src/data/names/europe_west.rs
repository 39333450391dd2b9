//! Western Europe, and the countries whose names come from there.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "german",
        women: "Anke Birgit Dorothea Franziska Gesine Heike Jutta Katharina Lieselotte Magdalena Sabine Ulrike",
        men: "Andreas Bernd Dietmar Eckhard Florian Gernot Hannes Jörg Konrad Matthias Reinhold Wolfgang",
        families: "Aigner Brandstätter Dornbach Eichinger Fährmann Grünwald Hofreiter Kaltenegger Lindauer \
                   Moosbrugger Niederhuber Pfeiffenberger Rathgeber Schönfelder Stadlmayr Thalhammer Unterweger \
                   Voglsang Wiesinger Zellmann",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "dutch",
        women: "Anouk Femke Hanneke Lotte Marijke Saskia Willemijn",
        men: "Bram Diederik Jeroen Koen Maarten Pieter Sjoerd",
        families: "van_den_Akker de_Bruijn Hoogendijk Kuipers van_Leeuwenhof Oosterbaan Scholten ter_Horst Vermeulen \
                   Zijlstra",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "french",
        women: "Aurélie Bénédicte Clémence Élodie Florence Margaux Solène",
        men: "Baptiste Cédric Étienne François Guillaume Loïc Thibault",
        families: "Beaumarchet Courtevoie Delacroisière Fontenelle Garrigues Lavergnier Montcalmont Perrochet \
                   Rochebrune Vauquelier",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "english",
        women: "Alice Beatrice Charlotte Eleanor Gemma Harriet Imogen Nicola Philippa Rosalind",
        men: "Alistair Benedict Callum Dominic Edmund Gareth Hugh Oliver Rupert Stuart",
        families: "Ashcombe Blackwood Carrowby Dunmore Ellerton Fairbourne Grantley Hartwell Kingsbridge Langford \
                   Merriweather Northcott Penhallow Redfern Stanhope Thornbury Whitcombe",
        families_of_women: "",
        family_first: false,
    },
];
