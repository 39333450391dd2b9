//! Countries and cities, with the time zone, the telephone code, the weekend and the weeks in which nobody answers.

use jiff::civil::{Date, Weekday};

/// A country.
pub(crate) struct Country {
    pub(crate) code: &'static str,
    pub(crate) name: &'static str,
    /// Whose names people there have, see `names`.
    pub(crate) culture: &'static str,
    pub(crate) phone: &'static str,
    /// City and IANA time zone.
    pub(crate) cities: &'static [(&'static str, &'static str)],
    pub(crate) rest: Rest,
}

/// Which days of the week, and which weeks of the year, are free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rest {
    /// Saturday and Sunday; most of August; Christmas to New Year.
    Europe,
    /// Saturday and Sunday; Christmas to New Year.
    Christmas,
    /// Saturday and Sunday; a week in the second half of January or the first of February.
    LunarNewYear,
    /// Friday and Saturday.
    FridaySaturday,
    /// Saturday and Sunday, and single holidays which do not matter here.
    Plain,
}

impl Rest {
    /// True if people there do not work on this day.
    pub(crate) fn is_free(self, day: Date) -> bool {
        let weekend = match self {
            Rest::FridaySaturday => [Weekday::Friday, Weekday::Saturday],
            _ => [Weekday::Saturday, Weekday::Sunday],
        };
        weekend.contains(&day.weekday()) || self.is_holiday(day)
    }

    /// True in the weeks in which nobody answers.
    pub(crate) fn is_holiday(self, day: Date) -> bool {
        let date = (day.month(), day.day());
        let is_christmas = date >= (12, 24) || date <= (1, 1);
        match self {
            Rest::Europe => is_christmas || ((8, 8)..=(8, 21)).contains(&date),
            Rest::Christmas => is_christmas,
            Rest::LunarNewYear => ((1, 28)..=(2, 4)).contains(&date),
            Rest::FridaySaturday | Rest::Plain => false,
        }
    }
}

/// True while the owner is on holiday: two and a half weeks in August, and the end of the year.
pub(crate) fn is_owner_away(day: Date) -> bool {
    let date = (day.month(), day.day());
    ((8, 4)..=(8, 22)).contains(&date) || date >= (12, 23) || date <= (1, 3)
}

macro_rules! country {
    ($code:literal $name:literal $culture:literal $phone:literal $rest:ident $($city:literal $zone:literal),+) => {
        Country {
            code: $code,
            name: $name,
            culture: $culture,
            phone: $phone,
            cities: &[$(($city, $zone)),+],
            rest: Rest::$rest,
        }
    };
}

/// Every country of the story.
pub(crate) const COUNTRIES: &[Country] = &[
    country!("AT" "Austria" "german" "+43" Europe "Graz" "Europe/Vienna", "Wien" "Europe/Vienna", "Linz" "Europe/Vienna"),
    country!("DE" "Germany" "german" "+49" Europe "Stuttgart" "Europe/Berlin", "Hamburg" "Europe/Berlin", "Leipzig" "Europe/Berlin"),
    country!("CH" "Switzerland" "german" "+41" Europe "Winterthur" "Europe/Zurich", "Basel" "Europe/Zurich"),
    country!("NL" "Netherlands" "dutch" "+31" Europe "Rotterdam" "Europe/Amsterdam", "Eindhoven" "Europe/Amsterdam"),
    country!("BE" "Belgium" "dutch" "+32" Europe "Antwerpen" "Europe/Brussels", "Gent" "Europe/Brussels"),
    country!("FR" "France" "french" "+33" Europe "Lyon" "Europe/Paris", "Nantes" "Europe/Paris"),
    country!("IT" "Italy" "italian" "+39" Europe "Modena" "Europe/Rome", "Brescia" "Europe/Rome"),
    country!("ES" "Spain" "spanish" "+34" Europe "Bilbao" "Europe/Madrid", "Zaragoza" "Europe/Madrid"),
    country!("PT" "Portugal" "portuguese" "+351" Europe "Aveiro" "Europe/Lisbon", "Porto" "Europe/Lisbon"),
    country!("GB" "United Kingdom" "english" "+44" Christmas "Sheffield" "Europe/London", "Bristol" "Europe/London"),
    country!("SE" "Sweden" "swedish" "+46" Europe "Västerås" "Europe/Stockholm", "Göteborg" "Europe/Stockholm"),
    country!("NO" "Norway" "norwegian" "+47" Europe "Stavanger" "Europe/Oslo", "Bergen" "Europe/Oslo"),
    country!("FI" "Finland" "finnish" "+358" Europe "Tampere" "Europe/Helsinki", "Oulu" "Europe/Helsinki"),
    country!("PL" "Poland" "polish" "+48" Christmas "Gdańsk" "Europe/Warsaw", "Gliwice" "Europe/Warsaw"),
    country!("CZ" "Czechia" "czech" "+420" Christmas "Brno" "Europe/Prague", "Ostrava" "Europe/Prague"),
    country!("HU" "Hungary" "hungarian" "+36" Christmas "Győr" "Europe/Budapest", "Miskolc" "Europe/Budapest"),
    country!("RO" "Romania" "romanian" "+40" Christmas "Cluj-Napoca" "Europe/Bucharest", "Brașov" "Europe/Bucharest"),
    country!("BG" "Bulgaria" "bulgarian" "+359" Christmas "Plovdiv" "Europe/Sofia", "Ruse" "Europe/Sofia"),
    country!("UA" "Ukraine" "ukrainian" "+380" Christmas "Lviv" "Europe/Kyiv", "Dnipro" "Europe/Kyiv"),
    country!("GR" "Greece" "greek" "+30" Europe "Thessaloniki" "Europe/Athens", "Piraeus" "Europe/Athens"),
    country!("TR" "Türkiye" "turkish" "+90" Plain "Bursa" "Europe/Istanbul", "Kocaeli" "Europe/Istanbul"),
    country!("IL" "Israel" "hebrew" "+972" FridaySaturday "Haifa" "Asia/Jerusalem", "Herzliya" "Asia/Jerusalem"),
    country!("EG" "Egypt" "arabic" "+20" FridaySaturday "Alexandria" "Africa/Cairo", "Cairo" "Africa/Cairo"),
    country!("AE" "United Arab Emirates" "arabic" "+971" Plain "Abu Dhabi" "Asia/Dubai", "Dubai" "Asia/Dubai"),
    country!("NG" "Nigeria" "nigerian" "+234" Christmas "Lagos" "Africa/Lagos", "Port Harcourt" "Africa/Lagos"),
    country!("KE" "Kenya" "kenyan" "+254" Christmas "Nairobi" "Africa/Nairobi", "Mombasa" "Africa/Nairobi"),
    country!("ZA" "South Africa" "south_african" "+27" Christmas "Durban" "Africa/Johannesburg", "Gqeberha" "Africa/Johannesburg"),
    country!("IN" "India" "hindi" "+91" Plain "Pune" "Asia/Kolkata", "Coimbatore" "Asia/Kolkata", "Vadodara" "Asia/Kolkata"),
    country!("TH" "Thailand" "thai" "+66" Plain "Rayong" "Asia/Bangkok", "Chonburi" "Asia/Bangkok"),
    country!("VN" "Vietnam" "vietnamese" "+84" LunarNewYear "Hải Phòng" "Asia/Ho_Chi_Minh", "Đà Nẵng" "Asia/Ho_Chi_Minh"),
    country!("ID" "Indonesia" "indonesian" "+62" Plain "Surabaya" "Asia/Jakarta", "Bekasi" "Asia/Jakarta"),
    country!("SG" "Singapore" "chinese" "+65" LunarNewYear "Singapore" "Asia/Singapore"),
    country!("CN" "China" "chinese" "+86" LunarNewYear "Ningbo" "Asia/Shanghai", "Suzhou" "Asia/Shanghai", "Qingdao" "Asia/Shanghai"),
    country!("TW" "Taiwan" "taiwanese" "+886" LunarNewYear "Taichung" "Asia/Taipei", "Kaohsiung" "Asia/Taipei"),
    country!("KR" "South Korea" "korean" "+82" LunarNewYear "Changwon" "Asia/Seoul", "Ulsan" "Asia/Seoul"),
    country!("JP" "Japan" "japanese" "+81" Plain "Nagoya" "Asia/Tokyo", "Hamamatsu" "Asia/Tokyo", "Osaka" "Asia/Tokyo"),
    country!("AU" "Australia" "english" "+61" Christmas "Newcastle" "Australia/Sydney", "Perth" "Australia/Perth"),
    country!("US" "United States" "north_american" "+1" Christmas "Greenville" "America/New_York", "Milwaukee" "America/Chicago", "Houston" "America/Chicago", "Portland" "America/Los_Angeles"),
    country!("CA" "Canada" "north_american" "+1" Christmas "Hamilton" "America/Toronto", "Edmonton" "America/Edmonton"),
    country!("MX" "Mexico" "mexican" "+52" Christmas "Querétaro" "America/Mexico_City", "Monterrey" "America/Monterrey"),
    country!("BR" "Brazil" "brazilian" "+55" Christmas "Joinville" "America/Sao_Paulo", "Campinas" "America/Sao_Paulo"),
    country!("AR" "Argentina" "argentine" "+54" Christmas "Rosario" "America/Argentina/Buenos_Aires", "Córdoba" "America/Argentina/Cordoba"),
];

/// The place in [`COUNTRIES`] of a country code; the first one, the owner's, for a code that is not there.
pub(crate) fn country(code: &str) -> usize {
    COUNTRIES.iter().position(|country| country.code == code).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::names::cultures;

    #[test]
    fn every_country_has_names_and_zones() {
        for country in COUNTRIES {
            assert!(cultures().any(|culture| culture.key == country.culture), "{}", country.name);
            for (city, zone) in country.cities {
                assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{city}");
            }
        }
    }
}
