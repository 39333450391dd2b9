//! The words by which addresses that are nobody give themselves away, in the languages of business mail.
//!
//! Written folded (lower case, no diacritics, umlauts spelled out as addresses do), without separators. A word that is
//! also a first name (Job, Bill, Art, Mark, Grant) is in no list; a word that is also a surname stands in
//! [`SURNAMES_TOO`] as well, and then the display name decides.

/// Anywhere in the local part, separators taken out: nothing else contains these.
pub(super) const ROBOT_STEMS: &[&str] = &[
    "noreply", "donotreply", "dontreply", "notreply", "noresponder", "naoresponder", "naoresponda",
    "nepasrepondre", "nichtantworten", "keineantwort", "nonrispondere", "nietbeantwoorden", "svaraej",
    "mailerdaemon", "autoresponder", "microsoftexchange", "unknownorganizer",
];

/// As one of the words of the local part.
pub(super) const ROBOT_WORDS: &[&str] = &[
    "notification", "notifications", "notify", "notifier", "benachrichtigung", "benachrichtigungen",
    "notificacion", "notificaciones", "notificacoes", "bounce", "bounces", "mailer", "automailer",
    "autoreply", "autoconfirm", "automated", "unsubscribe",
];

/// As the whole local part (before any `+`).
pub(super) const ROBOT_WHOLE: &[&str] = &[
    "postmaster", "daemon", "cron", "root", "nobody", "robot", "bot", "alert", "alerts", "alarm",
    "alarms", "monitoring", "nagios", "jenkins", "jira", "confluence", "bugzilla", "buildbot", "gitlab",
    "gerrit", "github", "wordpress", "system", "reply", "replies", "invitation", "invitations",
    "hitreply", "inmailhitreply", "messages", "receipt", "receipts", "voicemail", "scanner", "fax",
];

/// Hosts that send for others and where no human has an address, with everything below them.
pub(super) const ROBOT_HOSTS: &[&str] = &[
    "facebookmail.com", "docusign.net", "atlassian.net", "amazonses.com", "mcsv.net", "mcdlv.net",
    "rsgsv.net", "sendgrid.net", "mandrillapp.com", "postmarkapp.net", "bounces.google.com",
    "docs.google.com", "e.linkedin.com", "em.linkedin.com", "el.linkedin.com", "bounce.linkedin.com",
    "slack-mail.com",
];

/// First labels of hosts that only programs send from.
pub(super) const ROBOT_LABELS: &[&str] = &[
    "reply", "replies", "noreply", "no-reply", "bounce", "bounces", "notification", "notifications",
    "mailer",
];

/// First labels of hosts that hold lists.
pub(super) const LIST_LABELS: &[&str] =
    &["lists", "listserv", "listserver", "mailman", "mailinglists", "mailinglist", "listes", "listas"];

/// Hosts that hold lists only.
pub(super) const LIST_HOSTS: &[&str] = &[
    "googlegroups.com", "groups.io", "yahoogroups.com", "freelists.org", "vger.kernel.org",
    "groups.google.com",
];

/// Behind the last dash of a list's name.
pub(super) const LIST_ENDINGS: &[&str] = &[
    "users", "user", "dev", "devel", "developers", "announce", "announcements", "discuss", "discussion",
    "discussions", "list", "liste", "commits", "patches", "members", "maintainers", "verteiler", "l",
];

/// Behind the last dash of the addresses by which a list is run.
pub(super) const LIST_SERVANTS: &[&str] = &[
    "bounces", "bounce", "request", "owner", "subscribe", "unsubscribe", "confirm", "admin", "join",
    "leave",
];

/// Whole local parts that reach everybody of a company or a project.
pub(super) const LIST_WHOLE: &[&str] = &[
    "all", "alle", "everyone", "everybody", "allstaff", "staff", "allemployees", "allhands", "todos",
    "tous", "users", "devel", "developers", "discuss",
    "commits", "patches",
];

/// As one of the words of the local part.
pub(super) const NEWSLETTER_WORDS: &[&str] = &[
    "newsletter", "newsletters", "enews", "rundbrief", "infolettre", "infobrief", "boletin", "boletim",
    "nyhetsbrev", "nyhedsbrev", "nieuwsbrief", "mailing", "mailings", "digest", "promo", "promotions",
    "campaign", "campaigns",
];

/// As the whole local part.
pub(super) const NEWSLETTER_WHOLE: &[&str] =
    &["news", "offers", "deals", "update", "updates", "announce", "announcements", "specials"];

/// First labels of hosts that newsletters are sent from.
pub(super) const NEWSLETTER_LABELS: &[&str] = &["newsletter", "newsletters", "mailing", "mailings"];

/// Functions of a company, by language.
pub(super) const ROLES: &[&[&str]] = &[
    // English
    &[
        "info", "information", "contact", "contactus", "sales", "presales", "support", "techsupport",
        "help", "helpdesk", "servicedesk", "desk", "service", "services", "customerservice",
        "customerservices", "customersupport", "customercare", "customersuccess", "clientservices",
        "care", "accounts", "accounting", "accountspayable", "accountsreceivable", "ap", "billing",
        "invoice", "invoices", "invoicing", "payments", "payroll", "finance", "treasury", "hr",
        "humanresources", "recruiting", "recruitment", "recruiter", "careers", "career", "jobs",
        "talent", "office", "reception", "frontdesk", "admin", "administrator", "administration",
        "webmaster", "hostmaster", "abuse", "security", "privacy", "legal", "compliance", "press",
        "media", "pr", "marketing", "events", "event", "orders", "order", "purchasing", "procurement",
        "logistics", "dispatch", "shipping", "warehouse", "enquiries", "enquiry", "inquiries",
        "inquiry", "feedback", "hello", "hi", "hey", "welcome", "team", "mail", "email", "it",
        "itsupport", "bookings", "booking", "reservations", "reservation", "returns", "quality",
        "training", "partners", "partnerships", "secretary", "secretariat", "operations", "ops",
        "tickets", "ticket", "membership", "registration", "subscriptions", "licensing", "investors",
        "investorrelations", "facilities", "travel", "editor", "editors", "webteam", "mailbox",
        "expenses",
    ],
    // German
    &[
        "kontakt", "anfrage", "anfragen", "buchhaltung", "rechnung", "rechnungen", "rechnungswesen",
        "rechnungseingang", "eingangsrechnung", "vertrieb", "verkauf", "einkauf", "personal",
        "personalabteilung", "bewerbung", "bewerbungen", "karriere", "empfang", "zentrale",
        "sekretariat", "verwaltung", "geschaeftsstelle", "geschaeftsfuehrung", "presse", "datenschutz",
        "kundenservice", "kundendienst", "bestellung", "bestellungen", "auftrag", "technik", "lager",
        "versand", "poststelle", "buero", "buro", "mahnwesen", "hausverwaltung", "lohnbuchhaltung",
        "disposition", "post",
    ],
    // French
    &[
        "ventes", "commercial", "comptabilite", "compta", "facturation", "facture", "factures",
        "recrutement", "rh", "accueil", "achats", "serviceclient", "serviceclients", "commande",
        "commandes", "candidature", "candidatures", "secretariatgeneral", "courrier",
    ],
    // Spanish and Portuguese
    &[
        "contacto", "contato", "informacion", "informacoes", "ventas", "vendas", "compras",
        "facturacion", "facturas", "faturamento", "financeiro", "finanzas", "contabilidad",
        "contabilidade", "soporte", "suporte", "atencion", "atencionalcliente", "atendimento",
        "recepcion", "recepcao", "administracion", "administracao", "rrhh", "recursoshumanos", "empleo",
        "comercial", "secretaria", "prensa", "imprensa", "pedidos",
    ],
    // Italian
    &[
        "contatti", "vendite", "acquisti", "amministrazione", "contabilita", "fatture", "fatturazione",
        "segreteria", "commerciale", "assistenza", "ordini", "personale", "ufficio", "ufficiostampa",
        "risorseumane",
    ],
    // Dutch
    &[
        "verkoop", "inkoop", "boekhouding", "facturen", "factuur", "administratie", "receptie",
        "klantenservice", "vacatures", "sollicitatie", "bestellingen", "secretariaat",
    ],
    // Swedish, Norwegian, Danish, Finnish
    &[
        "ekonomi", "okonomi", "faktura", "fakturor", "salg", "forsaljning", "kundeservice",
        "kundtjanst", "regnskab", "regnskap", "bogholderi", "inkop", "innkjop", "indkob", "firmapost",
        "ordre", "myynti", "laskutus", "laskut", "asiakaspalvelu", "toimisto",
    ],
    // Polish, Czech, Slovak, Hungarian, Romanian
    &[
        "biuro", "ksiegowosc", "faktury", "sprzedaz", "kadry", "zamowienia", "obchod", "objednavky",
        "fakturace", "uctarna", "ucetni", "podpora", "prodej", "iroda", "penzugy", "ertekesites",
        "vanzari", "comenzi", "contabilitate",
    ],
    // Turkish, Russian, Japanese and Indonesian as they are written in addresses
    &[
        "bilgi", "iletisim", "satis", "muhasebe", "destek", "siparis", "zakaz", "buhgalteria", "buh",
        "prodazhi", "soumu", "eigyo", "keiri", "jinji", "penjualan", "keuangan",
    ],
];

/// Words that go with a role without being one: parts of a company, places, forms of address to all.
pub(super) const QUALIFIERS: &[&str] = &[
    "dept", "department", "abteilung", "group", "global", "international", "intl", "europe", "emea",
    "apac", "amer", "americas", "asia", "africa", "uk", "us", "usa", "eu", "de", "fr", "es", "pt", "nl",
    "be", "ch", "at", "se", "no", "dk", "fi", "pl", "cz", "jp", "cn", "in", "sg", "au", "ca", "mx",
    "br", "ae", "north", "south", "east", "west", "new", "general", "main", "export", "import",
    "online", "web", "client", "clients", "customer", "customers", "human", "resources", "relations",
    "public", "center", "centre", "inbox", "shared", "corporate", "management", "payable", "receivable",
    "our", "the", "and", "of", "from", "at", "your", "my",
];

/// Role words and list endings that are also surnames (or, like Dev, first names).
pub(super) const SURNAMES_TOO: &[&str] = &[
    "jobs", "sales", "press", "post", "legal", "dev", "bot", "care", "mail", "order", "personal",
    "lager", "abuse", "office", "kontakt", "commercial", "welcome", "alarm", "all", "staff", "news",
    "list", "desk", "service", "tous",
];

/// Anywhere in the local part or the display name, separators taken out.
pub(super) const RESOURCE_STEMS: &[&str] = &[
    "meetingroom", "conferenceroom", "confroom", "boardroom", "huddleroom", "besprechungsraum",
    "besprechungszimmer", "sitzungszimmer", "konferenzraum", "salledereunion", "saladereuniones",
    "salareuniones", "vergaderzaal", "motesrum", "moterom",
];

/// In front of a number: `room 4.12`.
pub(super) const RESOURCE_WORDS: &[&str] =
    &["room", "raum", "sala", "salle", "zaal", "parking", "beamer", "projector"];

/// Hosts of shared calendars and rooms.
pub(super) const RESOURCE_HOSTS: &[&str] = &[
    "resource.calendar.google.com", "group.calendar.google.com", "import.calendar.google.com",
    "group.v.calendar.google.com",
];

/// The display name ends with these where the address is a list's.
pub(super) const LIST_NAME_ENDINGS: &[&str] = &["mailing list", "mailinglist", "distribution list", "verteiler"];

/// Display names of programs.
pub(super) const ROBOT_NAMES: &[&str] = &[
    "mail delivery subsystem", "mail delivery system", "mail delivery service", "mail administrator",
    "system administrator", "systemadministrator", "mailer daemon", "kernel test robot",
];

/// Display names that stand for whoever closed their account, on any number of messages.
pub(super) const NAMES_OF_ANYBODY: &[&str] =
    &["linkedin member", "linkedin user", "linkedin mitglied", "facebook user", "deleted user", "unknown"];

/// Ways to address somebody: what follows is a human.
pub(super) const COURTESIES: &[&str] = &[
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "herr", "frau", "hr", "monsieur", "madame", "mme", "sr",
    "sra", "senor", "senora", "signor", "signora", "dhr", "mevr", "sir", "dame",
];
