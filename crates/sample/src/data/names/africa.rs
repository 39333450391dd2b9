//! Africa south of the Sahara.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "nigerian",
        women: "Adaeze Chiamaka Folake Ngozi Titilayo Yewande",
        men: "Babatunde Chukwuemeka Ifeanyi Kunle Olumide Uche",
        families: "Adeyinka Balogun-Ade Eze-Okoro Ibironke Nwachukwu Ogunleye Olatunji Umeh",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "kenyan",
        women: "Akinyi Cherono Makena Njeri Wambui Zawadi",
        men: "Barasa Jabali Kiprotich Mwangi Otieno Wekesa",
        families: "Chepkwony Gathoni Kamande Kiptoo Mutiso Ndegwa Odhiambo Wanyonyi",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "south_african",
        women: "Annelise Lerato Nomvula Palesa Thandeka Zanele",
        men: "Bongani Kagiso Pieter Sipho Themba Willem",
        families: "Dlaminizwe Khumalo-Nel Mabaso Mokgatle Ntulini Radebe-Fourie Steenkamp van_Wykman",
        families_of_women: "",
        family_first: false,
    },
];
