//! Turkey, the Levant, the Gulf and Egypt.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "turkish",
        women: "Ayşegül Defne Gülşen Nazlı Şebnem Zeynep",
        men: "Barış Çağlar Emre Görkem Onur Yiğit",
        families: "Akdoğan Bayraktaroğlu Çelikkol Demirtaş Karahanlı Özgüven Şahinbaş Yıldızhan",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "hebrew",
        women: "Adi|עדי Hadas|הדס Michal|מיכל Noa|נועה Shira|שירה Tamar|תמר",
        men: "Amit|עמית Eyal|אייל Gilad|גלעד Nadav|נדב Omer|עומר Yotam|יותם",
        families: "Alon|אלון Ben-Ami|בן-עמי Carmeli|כרמלי Dagan|דגן Golan|גולן Harari|הררי Lavie|לביא Shaked|שקד",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "arabic",
        women: "Amal|أمل Dina|دينا Hala|هالة Layla|ليلى Mariam|مريم Salma|سلمى Yasmin|ياسمين",
        men: "Adel|عادل Faisal|فيصل Hassan|حسن Karim|كريم Omar|عمر Tarek|طارق Youssef|يوسف",
        families: "Al-Farouq|الفاروق Al-Hashemi|الهاشمي Al-Mazrouei|المزروعي Bakri|بكري El-Gendy|الجندي Haddad|حداد \
                   Mansour|منصور Naguib|نجيب Sabbagh|صباغ",
        families_of_women: "",
        family_first: false,
    },
];
