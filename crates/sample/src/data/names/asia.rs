//! South, south-east and east Asia.

use super::Culture;

pub(super) const CULTURES: &[Culture] = &[
    Culture {
        key: "hindi",
        women: "Ananya|अनन्या Deepika|दीपिका Kavita|कविता Meera|मीरा Nandini|नंदिनी Sunita|सुनीता Vidya|विद्या",
        men: "Aditya|आदित्य Harish|हरीश Manoj|मनोज Nikhil|निखिल Rohan|रोहन Sanjay|संजय Vikram|विक्रम",
        families: "Agnihotri|अग्निहोत्री Bhardwaj|भारद्वाज Chaturvedi|चतुर्वेदी Deshmukh|देशमुख Joshi|जोशी Kulkarni|कुलकर्णी \
                   Mehta|मेहता Pillai|पिल्लै Rathore|राठौर Saxena|सक्सेना",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "thai",
        women: "Chanida|ชนิดา Kanya|กัญญา Malee|มาลี Pimchanok|พิมพ์ชนก Siriporn|ศิริพร Waraporn|วราภรณ์",
        men: "Anan|อนันต์ Chaiwat|ชัยวัฒน์ Kittipong|กิตติพงษ์ Narong|ณรงค์ Somchai|สมชาย Thanakorn|ธนากร",
        families: "Boonmee|บุญมี Charoensuk|เจริญสุข Kaewmanee|แก้วมณี Phromsri|พรหมศรี Rattanakul|รัตนกุล Saetang|แซ่ตั้ง \
                   Thongchai|ทองชัย Wongsakul|วงศ์สกุล",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "vietnamese",
        women: "Thu_Hà Bích_Ngọc Minh_Châu Thanh_Thảo Phương_Linh Kim_Oanh",
        men: "Quốc_Bảo Đức_Huy Minh_Khôi Trọng_Nghĩa Hoàng_Sơn Anh_Tuấn",
        families: "Bùi Đặng Đỗ Dương Hoàng Lý Nguyễn Phạm Trần Vũ",
        families_of_women: "",
        family_first: true,
    },
    Culture {
        key: "indonesian",
        women: "Ayu Dewi Kartika Ratna Sri_Wahyuni Wulandari",
        men: "Agung Bagus Dimas Eko Hendra Yudhistira",
        families: "Hartono Kusumawardhana Nugroho Prasetyo Santosa Setiawan Suryadi Wijayanto",
        families_of_women: "",
        family_first: false,
    },
    Culture {
        key: "chinese",
        women: "Fang|芳 Jing|静 Lihua|丽华 Meiling|美玲 Xiaoyan|晓燕 Yuting|雨婷 Zhilan|芷兰",
        men: "Bowen|博文 Guoqiang|国强 Haoran|浩然 Jianhua|建华 Minghui|明辉 Wei|伟 Zhiyuan|志远",
        families: "Cao|曹 Deng|邓 Fan|范 Guo|郭 Huang|黄 Jiang|蒋 Liang|梁 Meng|孟 Qian|钱 Shen|沈 Tang|唐 Xie|谢 Zheng|郑",
        families_of_women: "",
        family_first: true,
    },
    Culture {
        key: "taiwanese",
        women: "Chia-ling|佳玲 Hsin-yi|欣怡 Mei-hua|美華 Pei-shan|佩珊 Shu-fen|淑芬 Ya-ting|雅婷",
        men: "Cheng-han|承翰 Chih-ming|志明 Kuan-yu|冠宇 Po-wei|柏瑋 Wen-hsiung|文雄 Yu-cheng|育誠",
        families: "Chang|張 Chiu|邱 Hsieh|謝 Hung|洪 Kuo|郭 Liao|廖 Tsai|蔡 Yeh|葉",
        families_of_women: "",
        family_first: true,
    },
    Culture {
        key: "korean",
        women: "Eun-ji|은지 Hye-jin|혜진 Min-seo|민서 Seo-yeon|서연 Soo-ah|수아 Yu-na|유나",
        men: "Dong-hyun|동현 Hyun-woo|현우 Jae-sung|재성 Min-jun|민준 Sang-hoon|상훈 Tae-yang|태양",
        families: "Bae|배 Cho|조 Han|한 Hwang|황 Jang|장 Kwon|권 Noh|노 Seo|서 Yoon|윤",
        families_of_women: "",
        family_first: true,
    },
    Culture {
        key: "japanese",
        women: "Akiko|明子 Chihiro|千尋 Haruka|遥 Kaori|香織 Misaki|美咲 Natsumi|夏美 Sayuri|小百合",
        men: "Daisuke|大輔 Hiroshi|浩 Kenji|健司 Makoto|誠 Ryota|亮太 Shinji|真司 Takeshi|武",
        families: "Aoyagi|青柳 Fujisawa|藤沢 Hoshino|星野 Kurosaki|黒崎 Matsubara|松原 Nishikawa|西川 Okazaki|岡崎 \
                   Shiraishi|白石 Tachibana|橘 Yanagida|柳田",
        families_of_women: "",
        family_first: true,
    },
];
