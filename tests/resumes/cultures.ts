/** What people of one culture are called, where they live and learnt, and how they write it. */
export interface Culture {
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** The same names in the other script, by index: given, then family. */
  readonly native?: readonly [readonly string[], readonly string[]]
  readonly familyFirst?: true
  /** `#` is any digit, `%` a digit from 1 to 9. */
  readonly phones: readonly string[]
  readonly addresses: readonly string[]
  readonly schools: readonly string[]
  readonly domains: readonly string[]
  /** How a birth is written: `{d}`, `{m}`, `{y}`, `{M}` the month's name. */
  readonly births: readonly string[]
  readonly ages: readonly string[]
}

const of = (text: string): readonly string[] => text.split(';').map((item) => item.trim())

/** Written for this fixture alone: nothing here is known to what is measured with it. */
export const cultures: Readonly<Record<string, Culture>> = {
  english: {
    given: of('Imogen;Rupert;Harriet;Alistair;Philippa;Gareth;Rosalind;Declan;Tamsin;Barnaby;Will;Grace'),
    family: of(
      'Featherstone;Ashworth;Pemberton;Llewellyn;Hawthorne;Okafor-Bright;O’Shaughnessy;Young;MacGillivray;Wetherby',
    ),
    phones: of('+44 7%## ######;07%## ### ###;(0161) ### ####;+44 (0)20 %### ####;020-%###-####'),
    addresses: of(
      '%# Cathedral View, Durham DH1 3EH;Flat %, %% Marlborough Road, Bristol BS8 4TH;% Kingfisher Close, Leeds LS6 2AB;The Old Bakery, %# High Street, Lewes BN7 1XH',
    ),
    schools: of(
      'University of Leicester;Aberystwyth University;Glasgow School of Art;King Edward VI Grammar School;Loughborough College',
    ),
    domains: of('btinternet.com;proton.me;fastmail.co.uk'),
    births: of('Born {d} {M} {y};Date of birth: {d}/{m}/{y};DOB {d}.{m}.{y}'),
    ages: of('{a} years old;aged {a};Age: {a}'),
  },
  american: {
    given: of('Tyrone;Madison;Latoya;Chuck;Brianna;Wyatt;Shanice;Theodore;Savannah;Jamal'),
    family: of('Hargrove;Washington;Kowalczyk;Delacroix;McAllister;Jefferson;Vandenberg;Long;Price;Abernathy'),
    phones: of('(5##) %##-####;+1 6##-%##-####;%##.%##.####;1-7##-%##-####;%##-%##-#### ext. ##'),
    addresses: of(
      '%### Sycamore Drive, Apt 4B, Austin, TX 78704;%## W 1#th Street, New York, NY 10011;%#### Old Mill Rd, Boise, ID 83702;P.O. Box %##, Ithaca, NY 14850',
    ),
    schools: of(
      'Ohio State University;Morehouse College;Texas A&M University;Lincoln High School;Portland Community College',
    ),
    domains: of('gmail.com;yahoo.com;outlook.com'),
    births: of('Born: {M} {d}, {y};Date of Birth {m}/{d}/{y}'),
    ages: of('a {a}-year-old;{a} y/o;age {a}'),
  },
  german: {
    given: of('Jürgen;Annegret;Björn;Käthe;Wolfgang;Liesel;Jörg;Mechthild;Götz;Sieglinde'),
    family: of(
      'Müller-Lüdenscheidt;Schäfer;Großkopf;Böttcher;Weißmüller;Kühn;Oberhäuser;Krämer;von Hohenfels;Pfützenreuter',
    ),
    phones: of('+49 151 %#######;0171/%######;(030) %### ####;0049 89 %#### ##;+49-(0)40-%######'),
    addresses: of(
      'Lindenstraße %#, 10969 Berlin;Am Mühlbach %, 80333 München;Goethestr. %#a, 04109 Leipzig;Karl-Marx-Allee %%, 10178 Berlin',
    ),
    schools: of(
      'Universität Heidelberg;Hochschule für Gestaltung Offenbach;Albert-Schweitzer-Gymnasium;Fachhochschule Dortmund;Technische Universität Braunschweig',
    ),
    domains: of('web.de;gmx.net;posteo.de'),
    births: of('geboren am {d}.{m}.{y} in Kassel;Geburtsdatum: {d}.{m}.{y};geb. {d}. {M} {y}'),
    ages: of('{a} Jahre alt;Alter: {a}'),
  },
  french: {
    given: of('Éloïse;Thibault;Maëlys;François;Anaïs;Gaël;Clémence;Jérôme;Océane;Loïc'),
    family: of('Lefèvre;de La Rochefoucauld;Bézier;D’Ormesson;Guérin;Çelik-Dubois;Le Goff;Saint-Hilaire;Mäder;Chénier'),
    phones: of('06 ## ## ## ##;+33 6 ## ## ## ##;01.##.##.##.##;+33 (0)7 ## ## ## ##'),
    addresses: of(
      '%# rue des Lilas, 69003 Lyon;% bis avenue Jean Jaurès, 31000 Toulouse;%# boulevard de la Liberté, 59800 Lille;% impasse du Moulin, 44000 Nantes',
    ),
    schools: of(
      'Université de Bretagne Occidentale;École nationale supérieure des Beaux-Arts;Lycée Henri-Poincaré;Institut d’études politiques de Rennes;Université Grenoble Alpes',
    ),
    domains: of('orange.fr;laposte.net;free.fr'),
    births: of('Né le {d}/{m}/{y};Date de naissance : {d}/{m}/{y};née le {d} {M} {y}'),
    ages: of('{a} ans;Âge : {a}'),
  },
  spanish: {
    given: of('Íñigo;María José;Begoña;Rodrigo;Lucía;Xavier;Ángela;Nuño;Concepción;Jesús'),
    family: of(
      'Etxeberria Goñi;Núñez;Castaño;de la Fuente;Ibáñez Peña;Quiñones;Martínez-Bordiú;Zúñiga;Urrutia;Domènech',
    ),
    phones: of('+34 6## ## ## ##;6## ### ###;91 ### ## ##;(+34) 93 ### ####'),
    addresses: of(
      'Calle Mayor %#, 3º B, 28013 Madrid;C/ Aragón %##, 08009 Barcelona;Avenida de la Constitución %, 41001 Sevilla;Plaza del Carmen %, 18009 Granada',
    ),
    schools: of(
      'Universidad de Salamanca;Escuela Técnica Superior de Arquitectura;Instituto Cervantes;Universitat de València;Colegio San Patricio',
    ),
    domains: of('telefonica.net;hotmail.es;gmail.com'),
    births: of('Fecha de nacimiento: {d}/{m}/{y};Nacida el {d} de {M} de {y} en Burgos;Nacido en {y}'),
    ages: of('{a} años de edad;Edad: {a}'),
  },
  brazilian: {
    given: of('João;Thaís;Antônio;Iracema;Luíza;Fábio;Conceição;Caetano;Débora;Raimundo'),
    family: of('da Conceição;Gonçalves;dos Anjos;Magalhães;Assunção;Simões Pires;Araújo;Brandão;Nogueira;Falcão'),
    phones: of('+55 11 9####-####;(21) 9####-####;(31) 3###-####;055 71 9%## ####'),
    addresses: of(
      'Rua das Palmeiras, %##, Apto 12, São Paulo - SP, 01226-010;Avenida Atlântica %###, Rio de Janeiro - RJ;Travessa do Ouvidor, %#, Curitiba;Rua Sete de Setembro %##, Porto Alegre',
    ),
    schools: of(
      'Universidade Federal da Bahia;Universidade de São Paulo;Colégio Pedro II;Escola Politécnica;Faculdade de Direito do Recife',
    ),
    domains: of('uol.com.br;bol.com.br;gmail.com'),
    births: of('Data de nascimento: {d}/{m}/{y};Nascido em {d} de {M} de {y}'),
    ages: of('{a} anos de idade;Idade: {a}'),
  },
  italian: {
    given: of('Niccolò;Ginevra;Ludovico;Fiammetta;Gianpaolo;Annunziata;Ruggero;Loredana'),
    family: of('D’Annibale;Dell’Acqua;Lo Presti;Sgarbossa;De Angelis;Quattrocchi;Bevilacqua;Papaleo'),
    phones: of('+39 33% ######;33%-#######;02 #### ####;+39 06 ########'),
    addresses: of(
      'Via Garibaldi %#, 40121 Bologna;Viale dei Mille %, 20129 Milano;Piazza San Carlo %#, 10121 Torino;Corso Umberto I %##, 80138 Napoli',
    ),
    schools: of(
      'Università degli Studi di Padova;Politecnico di Bari;Liceo Classico Parini;Accademia di Belle Arti di Brera;Istituto Tecnico Galilei',
    ),
    domains: of('libero.it;tiscali.it;alice.it'),
    births: of('Nato a Siena il {d}/{m}/{y};Data di nascita: {d}.{m}.{y}'),
    ages: of('Età: {a}'),
  },
  dutch: {
    given: of('Sjoerd;Maartje;Wouter;Femke;Jeroen;Annelies;Pieter-Jan;Roos'),
    family: of('van den Heuvel;de Vries;Hoogendijk;ter Braak;van ’t Hoff;Zuidema;Kuijpers;IJsselstein'),
    phones: of('06-########;+31 6 ########;020 ### ## ##;0031 6 ## ## ## ##'),
    addresses: of(
      'Keizersgracht %##, 1016 DK Amsterdam;Dorpsstraat %#, 3511 AB Utrecht;Meerlaan %-a, 9712 HV Groningen',
    ),
    schools: of(
      'Universiteit van Tilburg;Hogeschool Windesheim;Rijksuniversiteit Groningen;Technische Universiteit Eindhoven',
    ),
    domains: of('ziggo.nl;xs4all.nl;kpnmail.nl'),
    births: of('Geboortedatum: {d}-{m}-{y};geboren op {d} {M} {y}'),
    ages: of('{a} jaar oud;Leeftijd: {a}'),
  },
  nordic: {
    given: of('Åsa;Sølve;Þórdís;Väinö;Ragnhild;Björk;Øystein;Eeva-Liisa;Märta;Jesper'),
    family: of('Sjöström;Kjærgaard;Ångström;Hämäläinen;Guðmundsdóttir;Østergaard;Bjørnstad;Lindqvist;Nyström;Väisänen'),
    phones: of('+46 70 ### ## ##;+45 ## ## ## ##;+47 4## ## ###;040 ### ####;08-### ## ##'),
    addresses: of(
      'Storgatan %#, 223 50 Lund;Nørrebrogade %##, 2200 København;Karl Johans gate %, 0154 Oslo;Mannerheimintie %#, 00100 Helsinki',
    ),
    schools: of('Linköpings universitet;Aalborg Universitet;Universitetet i Bergen;Turun yliopisto;Konstfackskolan'),
    domains: of('telia.com;online.no;elisanet.fi'),
    births: of('Född {y}-{m}-{d};Fødselsdato: {d}.{m}.{y};Syntynyt {d}.{m}.{y}'),
    ages: of('{a} år gammal;Ålder: {a}'),
  },
  polish: {
    given: of('Łukasz;Małgorzata;Stanisław;Jadwiga;Wojciech;Bożena;Zbigniew;Agnieszka'),
    family: of('Wiśniewski;Dąbrowska;Grzęda;Żurawska;Śliwa;Szczepański;Kołodziejczyk;Wójcik'),
    phones: of('+48 6## ### ###;5## ### ###;(22) ### ## ##;0048 7## ### ###'),
    addresses: of(
      'ul. Marszałkowska %#/%, 00-590 Warszawa;ul. Św. Jana %, 31-017 Kraków;al. Niepodległości %##, 61-714 Poznań;os. Tysiąclecia %#, 31-610 Kraków',
    ),
    schools: of('Uniwersytet Wrocławski;Politechnika Śląska;Akademia Sztuk Pięknych;Liceum Ogólnokształcące nr 2'),
    domains: of('wp.pl;onet.pl;interia.pl'),
    births: of('Data urodzenia: {d}.{m}.{y};ur. {d}.{m}.{y} w Łodzi'),
    ages: of('Wiek: {a}'),
  },
  czechHungarian: {
    given: of('Jiří;Věra;Ondřej;Ludmila;Gergő;Zsófia;Ágnes;Botond;Přemysl;Ildikó'),
    family: of('Dvořáčková;Řezníček;Šťastný;Hrdličková;Nagy;Szűcs;Kővágó;Fekete;Csányi;Vašíčková'),
    phones: of('+420 6## ### ###;+36 30 ### ####;06 20 ### ####;(+420) 7## ### ###'),
    addresses: of(
      'Dlouhá %#, 110 00 Praha;Kossuth Lajos utca %#, 1053 Budapest;Náměstí Míru %, 120 00 Praha;Petőfi Sándor u. %, 6720 Szeged',
    ),
    schools: of(
      'Univerzita Karlova;Masarykova univerzita;Szegedi Tudományegyetem;Fazekas Mihály Gimnázium;Vysoká škola ekonomická',
    ),
    domains: of('seznam.cz;freemail.hu;centrum.cz'),
    births: of('Datum narození: {d}. {m}. {y};Született: {y}. {m}. {d}.'),
    ages: of('Věk: {a};{a} éves'),
  },
  romanianTurkish: {
    given: of('Ștefan;Ioana-Ruxandra;Gheorghe;Çağla;Oğuzhan;İpek;Şükrü;Gülşen;Răzvan;Yiğit'),
    family: of('Țurcanu;Bălănescu;Ionescu-Pârvu;Yıldırım;Öztürk;Kılıçdaroğlu;Çetinkaya;Popățeanu;Erdoğmuş;Vlădescu'),
    phones: of('+40 7## ### ###;0722 ### ###;+90 5## ### ## ##;0(532) ### ## ##'),
    addresses: of(
      'Str. Mihai Eminescu nr. %#, 400033 Cluj-Napoca;Bulevardul Unirii %#, bl. A3, București;İstiklal Caddesi No: %##, 34430 Beyoğlu;Atatürk Mah. Gül Sok. No: %, Ankara',
    ),
    schools: of(
      'Universitatea din Craiova;Boğaziçi Üniversitesi;Hacettepe Üniversitesi;Colegiul Național Sfântul Sava;Galatasaray Lisesi',
    ),
    domains: of('yahoo.ro;mynet.com;superonline.com'),
    births: of('Data nașterii: {d}.{m}.{y};Doğum tarihi: {d}.{m}.{y}'),
    ages: of('Yaş: {a};Vârsta: {a}'),
  },
  russian: {
    given: of('Yulia;Dmitry;Ekaterina;Sergey;Anastasia;Evgeny;Tatiana;Mikhail'),
    family: of('Kuznetsova;Sokolov;Shcherbakova;Medvedev;Zhukova;Tsvetkov;Yakovleva;Chernyshevsky'),
    native: [
      of('Юлия;Дмитрий;Екатерина;Сергей;Анастасия;Евгений;Татьяна;Михаил'),
      of('Кузнецова;Соколов;Щербакова;Медведев;Жукова;Цветков;Яковлева;Чернышевский'),
    ],
    phones: of('+7 (9##) ###-##-##;8 9## ### ## ##;8-800-###-##-##;+7 9#########'),
    addresses: of(
      'ул. Ленина, д. %#, кв. %#;г. Казань, ул. Баумана, д. %;Nevsky Prospekt %#, 191025 Saint Petersburg;пр. Мира, д. %##',
    ),
    schools: of(
      'Новосибирский государственный университет;Tomsk Polytechnic University;Казанский федеральный университет;Saint Petersburg State University',
    ),
    domains: of('yandex.ru;mail.ru;rambler.ru'),
    births: of('Дата рождения: {d}.{m}.{y};Родилась {d}.{m}.{y};Born on {d} {M} {y}'),
    ages: of('Возраст: {a};Age {a}'),
  },
  greek: {
    given: of('Eleni;Konstantinos;Aikaterini;Georgios;Despina;Vasilis'),
    family: of('Papadopoulou;Karagiannis;Theodorakis;Economou;Hatzidaki;Stavropoulos'),
    native: [
      of('Ελένη;Κωνσταντίνος;Αικατερίνη;Γεώργιος;Δέσποινα;Βασίλης'),
      of('Παπαδοπούλου;Καραγιάννης;Θεοδωράκης;Οικονόμου;Χατζηδάκη;Σταυρόπουλος'),
    ],
    phones: of('+30 69# ### ####;210 ### ####;+30 2310 ######'),
    addresses: of('οδός Ερμού %#, Αθήνα;Ermou Street %#, 105 63 Athens;Λεωφόρος Κηφισίας %##, Μαρούσι'),
    schools: of('Πανεπιστήμιο Πατρών;National Technical University of Athens;Aristotle University of Thessaloniki'),
    domains: of('otenet.gr;in.gr;gmail.com'),
    births: of('Ημερομηνία γέννησης: {d}/{m}/{y};Date of birth: {d}/{m}/{y}'),
    ages: of('Ηλικία: {a}'),
  },
  arabic: {
    given: of('Mohammed;Fatima;Khalid;Noura;Abdulrahman;Salma;Yousef;Mariam'),
    family: of('Al-Harbi;El Sayed;Haddad;Bensalem;Al Mansouri;Khoury;Abu Bakr;Benjelloun'),
    native: [
      of('محمد;فاطمة;خالد;نورة;عبدالرحمن;سلمى;يوسف;مريم'),
      of('الحربي;السيد;حداد;بن سالم;المنصوري;خوري;أبو بكر;بن جلون'),
    ],
    phones: of('+966 5# ### ####;+20 10 #### ####;+971-50-###-####;0021261#######;٠٥٠ ١٢٣ ٤٥٦٧'),
    addresses: of('شارع الملك فهد، الرياض;%# Tahrir Street, Cairo;P.O. Box %####, Dubai;حي النخيل، شارع الأمير سلطان'),
    schools: of(
      'جامعة الملك سعود;American University of Beirut;جامعة القاهرة;Ain Shams University;Université Mohammed V',
    ),
    domains: of('hotmail.com;gmail.com;maktoob.com'),
    births: of('تاريخ الميلاد: {d}/{m}/{y};Date of birth: {d}-{m}-{y}'),
    ages: of('العمر: {a};Age: {a}'),
  },
  hebrew: {
    given: of('Yael;Itamar;Shira;Noam;Tzipora;Eitan'),
    family: of('Ben-David;Mizrahi;Rosenfeld;Shapira;Avraham;Katzenelson'),
    native: [of('יעל;איתמר;שירה;נועם;ציפורה;איתן'), of('בן-דוד;מזרחי;רוזנפלד;שפירא;אברהם;כצנלסון')],
    phones: of('+972 5#-###-####;05#-#######;03-### ####'),
    addresses: of('רחוב הרצל %#, תל אביב;%# Ben Yehuda St, Tel Aviv;%# Jaffa Road, Jerusalem'),
    schools: of(
      'אוניברסיטת חיפה;Ben-Gurion University of the Negev;Bezalel Academy of Arts;Hebrew University of Jerusalem',
    ),
    domains: of('walla.co.il;netvision.net.il;gmail.com'),
    births: of('תאריך לידה: {d}.{m}.{y};Born: {d}/{m}/{y}'),
    ages: of('Age: {a}'),
  },
  indian: {
    given: of('Aishwarya;Venkatesh;Priyanka;Harpreet;Lakshmi;Rajendra;Sunita;Mohit;Jyotsna;Imtiaz'),
    family: of('Krishnamurthy;Iyer;Chattopadhyay;Singh Gill;Deshpande;Agarwal;Nair;Subramanian;Bhattacharya;Qureshi'),
    native: [
      of('ऐश्वर्या;वेंकटेश;प्रियंका;हरप्रीत;लक्ष्मी;राजेंद्र;सुनीता;मोहित;ज्योत्स्ना;इम्तियाज़'),
      of('कृष्णमूर्ति;अय्यर;चट्टोपाध्याय;सिंह गिल;देशपांडे;अग्रवाल;नायर;सुब्रमण्यन;भट्टाचार्य;क़ुरैशी'),
    ],
    phones: of('+91 9#### #####;+91-98########;09##########;(080) #### ####'),
    addresses: of(
      'Flat %, Shanti Apartments, MG Road, Pune - 411001;%#, 2nd Cross, Jayanagar, Bengaluru 560041;Plot No. %%, Sector 18, Gurgaon, Haryana 122015;H-%#, Lajpat Nagar, New Delhi - 110024',
    ),
    schools: of(
      'Anna University;Jadavpur University;St. Xavier’s College;Kendriya Vidyalaya;National Institute of Technology Calicut',
    ),
    domains: of('rediffmail.com;gmail.com;yahoo.co.in'),
    births: of('Date of Birth: {d}-{m}-{y};D.O.B.: {d}/{m}/{y}'),
    ages: of('Age: {a};{a} yrs old'),
  },
  chinese: {
    given: of('Xiaoming;Lihua;Wei;Jingyi;Zhiyuan;Meiling;Guoqiang;Yu'),
    family: of('Wang;Zhao;Ouyang;Zheng;Xu;Huang;Li;Chen'),
    native: [of('小明;丽华;伟;静怡;志远;美玲;国强;雨'), of('王;赵;欧阳;郑;徐;黄;李;陈')],
    familyFirst: true,
    phones: of('+86 13# #### ####;138########;(010) %### ####;+852 %### ####'),
    addresses: of(
      '北京市海淀区中关村大街%#号;上海市浦东新区世纪大道%##号;Room %##, %# Nanjing Road, Shanghai;广东省深圳市南山区科技路%号',
    ),
    schools: of('浙江大学;华中科技大学;Zhejiang University;Beijing Institute of Technology;南开中学'),
    domains: of('163.com;qq.com;foxmail.com'),
    births: of('出生日期：{y}年{m}月{d}日;Date of birth: {y}/{m}/{d}'),
    ages: of('{a}岁;年龄：{a}'),
  },
  japanese: {
    given: of('Haruka;Takeshi;Sakura;Kenichiro;Yuko;Daisuke;Chiharu;Ryo'),
    family: of('Yamamoto;Kobayashi;Sato;Matsushita;Nakagawa;Ishikawa;Hashimoto;Ono'),
    familyFirst: true,
    phones: of('090-####-####;+81 90 #### ####;03-####-####;（06）####-####'),
    addresses: of(
      '〒150-0002 東京都渋谷区渋谷2-21-1;大阪府大阪市北区梅田3丁目1番;2-11-3 Meguro, Meguro-ku, Tokyo 153-0063',
    ),
    schools: of('東北大学;慶應義塾高等学校;Osaka University;Kyoto Institute of Technology;立命館大学大学院'),
    domains: of('docomo.ne.jp;nifty.com;gmail.com'),
    births: of('生年月日：{y}年{m}月{d}日;Date of birth: {M} {d}, {y}'),
    ages: of('{a}歳;満{a}歳'),
  },
  korean: {
    given: of('Minsu;Jiyoung;Seojun;Hyejin;Dongwook;Eunji'),
    family: of('Kim;Park;Choi;Jeong;Hwang;Yoon'),
    native: [of('민수;지영;서준;혜진;동욱;은지'), of('김;박;최;정;황;윤')],
    familyFirst: true,
    phones: of('010-####-####;+82 10 #### ####;02-###-####'),
    addresses: of('서울특별시 강남구 테헤란로 %#;%#, Teheran-ro, Gangnam-gu, Seoul;부산광역시 해운대구 해운대로 %##'),
    schools: of('고려대학교;Pusan National University;대전과학고등학교;Sungkyunkwan University'),
    domains: of('naver.com;daum.net;kakao.com'),
    births: of('생년월일: {y}년 {m}월 {d}일;Born {y}.{m}.{d}'),
    ages: of('{a}세;나이: {a}'),
  },
  vietnameseThai: {
    given: of('Thị Hương;Văn Dũng;An;Minh Châu;Somchai;Nattaporn;Phương;Quốc Bảo'),
    family: of('Nguyễn;Trần;Lê;Phạm;Srisawat;Chaiyasit;Đặng;Vũ'),
    familyFirst: true,
    phones: of('+84 9# ### ####;090# ### ###;+66 8# ### ####;08#-###-####'),
    addresses: of(
      '%# Đường Lê Lợi, Quận 1, TP. Hồ Chí Minh;%## Nguyễn Huệ Street, Hanoi;%/%# Soi Sukhumvit 23, Bangkok 10110',
    ),
    schools: of(
      'Đại học Bách khoa Hà Nội;Chulalongkorn University;Vietnam National University;Trường Đại học Kinh tế;Thammasat University',
    ),
    domains: of('gmail.com;hotmail.com;truemail.co.th'),
    births: of('Ngày sinh: {d}/{m}/{y};Date of birth: {d} {M} {y}'),
    ages: of('{a} tuổi;Age: {a}'),
  },
  african: {
    given: of('Oluwaseun;Chiamaka;Thandiwe;Kwabena;Wanjiru;Tesfaye;Ngozi;Sipho;Abena;Makena'),
    family: of('Adeyemi;Nwachukwu;Dlamini;Asante-Mensah;Kamau;Gebremariam;Okonkwo;Mkhize;Ouédraogo;wa Thiong’o'),
    phones: of('+234 80# ### ####;080########;+27 82 ### ####;+254 7## ######;+233 24 ### ####'),
    addresses: of(
      '%# Awolowo Road, Ikoyi, Lagos;%## Vilakazi Street, Soweto, 1804;Plot %#, Ngong Lane, Nairobi;%# Oxford Street, Osu, Accra',
    ),
    schools: of(
      'University of Ibadan;Stellenbosch University;Strathmore University;Achimota School;Addis Ababa University',
    ),
    domains: of('gmail.com;yahoo.com;mweb.co.za'),
    births: of('Date of Birth: {d} {M} {y};Born {d}/{m}/{y}'),
    ages: of('Age: {a};{a} years of age'),
  },
}
