//! What industries are called in English.

use identity::Industry;

/// An industry, in a plain short form of the section's title.
pub fn industry(industry: Industry) -> &'static str {
    match industry {
        Industry::Agriculture => "Agriculture, forestry and fishing",
        Industry::Mining => "Mining and quarrying",
        Industry::Manufacturing => "Manufacturing",
        Industry::Energy => "Electricity, gas and heat",
        Industry::Water => "Water, waste and recycling",
        Industry::Construction => "Construction",
        Industry::Trade => "Wholesale and retail",
        Industry::Transport => "Transport and storage",
        Industry::Hospitality => "Hotels and restaurants",
        Industry::Information => "Software, media and telecoms",
        Industry::Finance => "Finance and insurance",
        Industry::RealEstate => "Real estate",
        Industry::Professional => "Consulting, law, engineering and research",
        Industry::Support => "Staffing, travel and facility services",
        Industry::Government => "Government and defence",
        Industry::Education => "Education",
        Industry::Health => "Health and social work",
        Industry::Culture => "Arts, sport and entertainment",
        Industry::Associations => "Associations and other services",
        Industry::International => "International organizations",
    }
}

/// An act: the industry of an organization was said, or what was said was taken away.
pub(super) fn said(organization: &str, said: Option<Industry>) -> String {
    match said {
        Some(said) => format!("{organization} is in {}", running(industry(said))),
        None => format!("no word on the industry of {organization}"),
    }
}

/// As it stands within a sentence.
fn running(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_industry_has_a_name_of_its_own() {
        let names: std::collections::BTreeSet<&str> = Industry::ALL.into_iter().map(industry).collect();
        assert_eq!(names.len(), Industry::ALL.len());
        assert_eq!(said("Sakai", Some(Industry::Finance)), "Sakai is in finance and insurance");
        assert_eq!(said("Sakai", None), "no word on the industry of Sakai");
    }
}
