//! The company, and everyone it deals with. The names are invented; any likeness is chance.

/// The owner's company.
pub(crate) const COMPANY: &str = "Brennmoor Pumps AG";
/// Its domain.
pub(crate) const COMPANY_DOMAIN: &str = "brennmoor.example";

/// An organization outside the company.
pub(crate) struct Outside {
    pub(crate) name: &'static str,
    pub(crate) slug: &'static str,
    pub(crate) country: &'static str,
}

/// Sites of the company: country, and how its people call it.
pub(crate) const SITES: &[(&str, &str)] = &[
    ("AT", "Graz"),
    ("PL", "Gdańsk"),
    ("MX", "Querétaro"),
    ("IN", "Pune"),
    ("VN", "Hải Phòng"),
    ("US", "Greenville"),
];

macro_rules! outside {
    ($($country:literal $slug:literal $name:literal)+) => {
        &[$(Outside { name: $name, slug: $slug, country: $country }),+]
    };
}

pub(crate) const SUPPLIERS: &[Outside] = outside![
    "DE" "kaltwerk-guss" "Kaltwerk Guss GmbH"
    "IT" "fonderie-malvento" "Fonderie Malvento S.p.A."
    "CZ" "moravek-obrabeni" "Morávek Obrábění s.r.o."
    "PL" "odlew-pomerania" "Odlew Pomerania Sp. z o.o."
    "TR" "yildirim-dokum" "Yıldırımlı Döküm A.Ş."
    "IN" "sahyadri-castings" "Sahyadri Precision Castings Pvt Ltd"
    "CN" "ningbo-haixin" "Ningbo Haixin Valve Parts Co"
    "TW" "jinghe-bearings" "Jing He Bearings Corp"
    "KR" "hanbit-motors" "Hanbit Drive Systems"
    "JP" "aoyama-seals" "Aoyama Seal Works KK"
    "FR" "joints-duvernay" "Joints Duvernay SAS"
    "SE" "stalvik" "Stålvik Special Steel AB"
    "RO" "carpat-forge" "Carpat Forge SRL"
    "VN" "songcam-fasteners" "Sông Cấm Fasteners JSC"
    "TH" "rayong-polymers" "Rayong Polymer Parts Co"
    "BR" "usinagem-itapua" "Usinagem Itapuã Ltda"
    "ES" "electro-ribera" "Electro Ribera S.L."
    "BG" "trakia-cable" "Trakia Cable OOD"
    "HU" "dunaplast" "Dunaplast Kft."
    "UA" "lviv-pattern" "Lviv Pattern Works TOV"
    "NL" "deltacoat" "Deltacoat Surface Technology BV"
    "AT" "murtal-elektronik" "Murtal Elektronik GmbH"
];

pub(crate) const CUSTOMERS: &[Outside] = outside![
    "US" "gulfline-water" "Gulfline Water Utilities"
    "CA" "boreal-potash" "Boreal Potash Ltd"
    "MX" "cervecera-altiplano" "Cervecera del Altiplano"
    "GB" "pennine-water" "Pennine Water Services plc"
    "NO" "nordsund-aqua" "Nordsund Aqua AS"
    "AE" "saffar-desalination" "Saffar Desalination LLC"
    "EG" "delta-irrigation" "Delta Irrigation Company"
    "SG" "straits-marine" "Straits Marine Engineering"
    "AU" "pilbara-dewatering" "Pilbara Dewatering Pty"
    "JP" "kitahama-chemicals" "Kitahama Chemicals KK"
    "ZA" "highveld-mining" "Highveld Mining Services"
    "NG" "lekki-process" "Lekki Process Industries"
    "KE" "athi-river-foods" "Athi River Foods"
    "AR" "pampa-bioenergia" "Pampa Bioenergía S.A."
    "GR" "thermaikos-shipyards" "Thermaikos Shipyards"
    "PT" "lezirias-paper" "Lezírias Papel S.A."
    "FI" "suomen-sellu" "Suomen Sellu Oy"
    "ID" "jawa-palm" "Jawa Palm Processing PT"
    "DE" "rheinau-chemie" "Rheinau Chemie AG"
    "FR" "eaux-du-forez" "Eaux du Forez"
    "IN" "konkan-refining" "Konkan Refining Ltd"
    "CN" "jiaodong-water" "Jiaodong Water Group"
];

pub(crate) const PARTNERS: &[Outside] = outside![
    "NL" "maasvliet-logistics" "Maasvliet Logistics"
    "BE" "scheldt-forwarding" "Scheldt Forwarding NV"
    "SG" "merlion-freight" "Meridian Strait Freight"
    "US" "palmetto-trucking" "Palmetto Trucking Inc"
    "PL" "baltic-rail-cargo" "Baltyk Rail Cargo"
    "CH" "automatik-thur" "Automatik Thur AG"
    "IL" "sensoria" "Sensoria Flow Analytics"
    "AE" "gulf-service-hub" "Gulf Pump Service Hub"
    "KR" "robonara" "Robonara Systems"
    "DE" "werkstoff-institut" "Institut für Werkstoffprüfung Neckartal"
];

pub(crate) const ADVISERS: &[Outside] = outside![
    "CH" "zinnfeld" "Zinnfeld Private Bank"
    "AT" "lorenz-audit" "Lorenz & Partner Wirtschaftsprüfung"
    "GB" "harcastle-law" "Harcastle Chambers LLP"
    "US" "ridgepoint" "Ridgepoint Operations Advisers"
    "DE" "talblick" "Talblick Executive Coaching"
    "FR" "assurances-vauban" "Assurances Vaubrune"
];

pub(crate) const PEERS: &[Outside] = outside![
    "DE" "hagenthal" "Hagenthal Getriebe AG"
    "CH" "uhrwerk-jura" "Jurawerk Instruments AG"
    "SE" "skogsmaskin" "Norrskog Maskin AB"
    "FI" "nosturi" "Nosturila Cranes Oyj"
    "NL" "polderstaal" "Polderstaal NV"
    "IT" "valtrompia" "Valtrompina Compressori"
    "US" "bluestem" "Bluestem Agricultural Machines"
    "GB" "calderdale" "Calderfield Turbines plc"
    "JP" "mikawa" "Mikawano Robotics"
    "IN" "malabar" "Malabar Switchgear"
    "BR" "serrazul" "Serra Azul Motores"
    "ES" "cantabrico" "Cantábrica Elevación"
    "AU" "banksia" "Banksia Rail Components"
    "CA" "laurentide" "Laurentide Hydraulics"
];

pub(crate) const ASSOCIATIONS: &[Outside] = outside![
    "BE" "europump-forum" "European Flow Forum"
    "AT" "industrie-steiermark" "Industriekreis Steiermark"
    "US" "opscircle" "Operations Circle"
    "GB" "women-in-plants" "Women Who Run Plants"
];

pub(crate) const SELLERS: &[Outside] = outside![
    "US" "growthnimbus" "GrowthNimbus"
    "GB" "leadferret" "LeadFerret"
    "IN" "codesprint-outsource" "CodeSprint Outsourcing"
    "DE" "prozess-turbo" "ProzessTurbo Software"
    "US" "talent-harvest" "Talent Harvest Partners"
    "IL" "predictly" "Predictly"
    "NL" "claimwise" "Claimwise Consulting"
    "CN" "shenzhen-promo" "Golden Promo Gifts"
    "GB" "summit-stage" "Summit Stage Events"
    "US" "procurepilot" "ProcurePilot"
];
