"""Words of six scripts with two ways to write each in Latin letters, as two offices would transliterate them.

Invented material for measuring: (own script, one romanisation, another). For Latin all three are the same.
"""

from typing import NamedTuple

Word = tuple[str, str, str]


class Script(NamedTuple):
    """What organisations whose roots are in some countries call themselves."""

    origins: tuple[str, ...]
    language: str
    words: tuple[Word, ...]
    syllables: tuple[Word, ...]
    joint: str  # between the words of a name in its own script


def triples(text: str) -> tuple[Word, ...]:
    """Three words a comma."""
    return tuple(tuple(part.split()) for part in text.split(","))  # type: ignore[misc]


def alike(text: str) -> tuple[Word, ...]:
    """Words that need no transliteration."""
    return tuple((word, word, word) for word in text.split())


LATIN = Script(
    ("SEN", "PER", "ECU", "NGA", "ROU", "ALB", "PHL", "CIV", "GHA", "MLI", "COL", "BRA", "TGO", "CMR"),
    "fr",
    alike(
        "Teranga Jamaa Umoja Ubuntu Sahel Hermandad Unidos Bayanihan Renasterea Vatra Fraternite Nyota Amistad "
        "Kilimo Shqiponja Esperanza Ndiaye Raices Dacia Sunugal"
    ),
    alike(
        "ba ko ri ma ti la ne so du gen mar tel vi san fo ra mi len do pa cu gua mba ndi ous ye kwe lu zi to bra fen "
        "gor hal jin kar nor pel quin ros"
    ),
    " ",
)
CYRILLIC = Script(
    ("UKR", "MDA", "BGR", "SRB", "BLR", "MKD"),
    "uk",
    triples(
        "Дружба Druzhba Družba,Громада Hromada Gromada,Спілка Spilka Spilca,Надія Nadiia Nadija,Звязок Zviazok Svjazok,"
        "Щастя Shchastia Ščastja,Родина Rodyna Rodina,Джерело Dzherelo Džerelo,Школа Shkola Škola,Юнацтво Yunatstvo "
        "Junactvo,Хата Khata Hata,Калина Kalyna Kalina"
    ),
    triples(
        "ша sha ša,хо kho ho,чи chy či,жу zhu žu,ля lia lja,ви vy vi,го ho go,ро ro ro,ців tsiv civ,ка ka ka,ма ma ma,"
        "нко nko nko,ів iv iw,ща shcha šča,ю yu ju,є ye je,до do do,ти ty ti,бе be be,сла sla sla,мир myr mir,зо zo zo"
    ),
    " ",
)
ARABIC = Script(
    ("MAR", "TUN", "EGY", "SYR", "LBN", "DZA", "IRQ"),
    "ar",
    triples(
        "جمعية Jamiya Djamia,أصدقاء Asdiqa Assdikaa,شباب Shabab Chabab,بيت Bayt Beit,النور Annur Ennour,"
        "الوحدة Alwahda Elouahda,الخير Alkhair Elkheir,الجسر Aljisr Eldjisr,المستقبل Almustaqbal Elmoustakbal,"
        "الأمل Alamal Elamel,السلام Assalam Essalem,الثقافة Aththaqafa Ettakafa"
    ),
    triples(
        "شا sha cha,خا kha kha,جي ji dji,قو qu kou,ضر dar dhar,صو su sou,وا wa oua,يا ya ia,حم ham hem,عب ab aab,"
        "رش rash rach,دي di dee,نو nu nou,طا ta tta,غز ghaz gaz,فا fa fa,لي li lee,بن ben bin,كر kar ker,مو mu mou,"
        "سع sa saa,زه zah zeh"
    ),
    " ",
)
CHINESE = Script(
    ("CHN", "TWN"),
    "zh",
    triples(
        "华人 Huaren Hwajen,协会 Xiehui Hsiehhui,互助 Huzhu Huchu,青年 Qingnian Chingnien,商会 Shanghui Shanghwei,"
        "文化 Wenhua Wenhwa,中心 Zhongxin Chunghsin,联合 Lianhe Lienho,同乡 Tongxiang Tunghsiang,妇女 Funü Funu,"
        "慈善 Cishan Tzushan,学校 Xuexiao Hsuehhsiao"
    ),
    triples(
        "北 bei pei,京 jing ching,华 hua hwa,中 zhong chung,青 qing ching,建 jian chien,德 de te,和 he ho,国 guo kuo,"
        "香 xiang hsiang,浙 zhe che,江 jiang chiang,福 fu fu,温 wen wen,州 zhou chou,宁 ning ning,波 bo po,"
        "山 shan shan,东 dong tung,海 hai hai,台 tai tai,安 an an,明 ming ming,清 qing tsing,永 yong yung,吉 ji chi"
    ),
    "",
)
BENGALI = Script(
    ("BGD",),
    "bn",
    triples(
        "সমিতি Samiti Shomiti,বাংলা Bangla Bangala,বন্ধু Bandhu Bondhu,মৈত্রী Maitri Moitri,সংঘ Sangha Shongho,"
        "কল্যাণ Kalyan Kollan,নারী Nari Naree,যুব Yuba Jubo,প্রবাসী Prabasi Probashi,আশা Asha Aasha,সেতু Setu Shetu,"
        "পরিষদ Parishad Porishod"
    ),
    triples(
        "শা sha sa,বা ba ba,ঢা dha da,চি chi ci,কু ku koo,জয় jay joy,রা ra raa,মি mi mee,নো no na,তা ta taa,গো go goa,"
        "সু su shu,লী li lee,পু pu poo,দে de day,হা ha haa,ভা bha va,খু khu koo,য়া ya ia,সি si shi"
    ),
    " ",
)
AMHARIC = Script(
    ("ETH", "ERI"),
    "am",
    triples(
        "ማህበር Mahber Mahibere,ሰላም Selam Sälam,ተስፋ Tesfa Täsfa,ፍቅር Fiqir Feker,አንድነት Andinet Andenät,ልማት Limat Lemat,"
        "ወጣት Wetat Wätat,ሴቶች Setoch Sétoch,ድልድይ Dildiy Deldey,እርዳታ Irdata Erdata,ቤት Bet Biet,ኢትዮጵያ Ityopya Etiopia"
    ),
    triples(
        "ሰ se sä,ላ la la,ም mi m,ጽ tsi se,ቀ qe kä,ረ re rä,ዋ wa wa,ጌ ge gié,ታ ta ta,ች chi č,በ be bä,ኖ no no,ፋ fa fa,"
        "ደ de dä,ሐ ha ha,ዘ ze zä,ኪ ki ki,ይ yi y,ጣ ta tta,ሙ mu mou,ጨ che čä,ሱ su sou"
    ),
    " ",
)
SCRIPTS = (LATIN, CYRILLIC, ARABIC, CHINESE, BENGALI, AMHARIC)
