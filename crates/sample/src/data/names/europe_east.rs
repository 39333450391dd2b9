//! Central and eastern Europe.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "polish",
        women: "Agnieszka Bożena Dorota Ewelina Grażyna Katarzyna Małgorzata",
        men: "Bogdan Grzegorz Krzysztof Łukasz Paweł Sławomir Wojciech",
        families: "Dudziak Gołąb Kaczmarczyk Krawiec Mazurek Nowaczyk Pietrzyk Sobczak Wieczorek Żurek",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "czech",
        women: "Alžběta Blanka Jitka Kateřina Ludmila Šárka",
        men: "Bohumil Jiří Lubomír Ondřej Tomáš Zdeněk",
        families: "Beránek Dvořáček Hruška Kolář Mlynář Řezníček Šimůnek Vlček",
        families_of_women: "Beránková Dvořáčková Hrušková Kolářová Mlynářová Řezníčková Šimůnková Vlčková",
        family_first: false,
    },
    Culture {
        key: "hungarian",
        women: "Ágnes Boglárka Erzsébet Ildikó Orsolya Zsófia",
        men: "András Balázs Gergő Lőrinc Sándor Zoltán",
        families: "Bartalos Csorba Egerszegi Fülöp Halmosi Kővári Szentirmai Tőkés",
        families_of_women: "",
        family_first: true,
    },
    Culture {
        key: "romanian",
        women: "Anca Corina Ileana Luminița Raluca Ștefania",
        men: "Bogdan Cătălin Dragoș Ionuț Mircea Răzvan",
        families: "Bălănescu Cojocaru Drăgulescu Moldoveanu Olteanu Păunescu Săvulescu Țurcanu",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "bulgarian",
        women: "Desislava|Десислава Elitsa|Елица Gergana|Гергана Radostina|Радостина Tsvetelina|Цветелина Yoana|Йоана",
        men: "Borislav|Борислав Hristo|Христо Kaloyan|Калоян Lyubomir|Любомир Plamen|Пламен Yavor|Явор",
        families: "Balkanski|Балкански Danchev|Данчев Grozdanov|Грозданов Kolarov|Коларов Marinov|Маринов \
                   Rusev|Русев Stoyanov|Стоянов Zhelev|Желев",
        families_of_women: "Balkanska|Балканска Dancheva|Данчева Grozdanova|Грозданова Kolarova|Коларова \
                            Marinova|Маринова Ruseva|Русева Stoyanova|Стоянова Zheleva|Желева",
        family_first: false,
    },
    Culture {
        key: "ukrainian",
        women: "Daryna|Дарина Halyna|Галина Kateryna|Катерина Oksana|Оксана Solomiia|Соломія Yaroslava|Ярослава",
        men: "Bohdan|Богдан Dmytro|Дмитро Ihor|Ігор Mykola|Микола Ostap|Остап Taras|Тарас",
        families: "Bondarchuk|Бондарчук Doroshenko|Дорошенко Hnatiuk|Гнатюк Kovalchuk|Ковальчук Lytvynenko|Литвиненко \
                   Marchenko|Марченко Savchuk|Савчук Tkachenko|Ткаченко",
        families_of_women: "",
        family_first: false,
    },
];
