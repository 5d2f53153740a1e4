import { spelled, type NameList } from './name-list.js';

// Typed by hand, most common first: Tigrinya and Amharic names as they stand in passports and camp registers, and in their own letters.

export const ETHIOPIC: NameList = {
  male: spelled(`
    Tesfay Tesfai Tesfaye ተስፋይ
    Haile Hayle Haylie ኃይለ
    Gebremedhin Gebre-Medhin Ghebremedhin ገብረመድህን
    Mehari Mehary መሓሪ
    Yohannes Yohanes Johannes ዮሃንስ
    Samuel Samuiel Samueal ሳሙኤል
    Dawit David Dawitt ዳዊት
    Berhane Birhane Brhane ብርሃነ
    Kidane Kidanie ኪዳነ
    Abraham Abreham Abrham ኣብርሃም
    Filmon Filimon Philmon ፊልሞን
    Yonas Jonas Yonnas ዮናስ
    Solomon Selemon Solomun ሰለሞን
    Tekle Teklay ተክለ
    Mengistu Mengstu መንግስቱ
    Mulugeta Mulgeta ሙሉጌታ
    Abebe Abebie አበበ
    Bekele Bekelle በቀለ
    Tadesse Taddese Tadese ታደሰ
    Girma Girmay Grma ግርማ
    Getachew Getachaw ጌታቸው
    Alemayehu Alemayehou አለማየሁ
    Desta Destaa ደስታ
    Fikre Fekre Fikru ፍቅረ
    Habtom Habtome ሃብቶም
    Kibrom Kbrom Kibreab ክብሮም
    Mebrahtu Mebrhatu መብራህቱ
    Merhawi Merhawie መርሃዊ
    Michael Mikael Mikiel ሚካኤል
    Negash Negassi Negasi ነጋሽ
    Robel Roble Robiel ሮቤል
    Russom Rusom Resom ሩሶም
    Semere Semerie ሰመረ
    Simon Semon Simeon ስምኦን
    Teklehaimanot Tekle-Haymanot ተክለሃይማኖት
    Tsegay Tsegai Segay ጸጋይ
    Weldemichael Woldemichael Welde-Mikael ወልደሚካኤል
    Weldu Woldu Weldou ወልዱ
    Yemane Yemanie የማነ
    Zerai Zeray Zeraay ዘርኣይ
    Asmerom Asmarom ኣስመሮም
    Eyob Iyob Eyobe እዮብ
    Goitom Goytom ጎይቶም
    Henok Henock Enok ሄኖክ
    Isaias Esayas Isayas ኢሳይያስ
    Kahsay Kahsai ካሕሳይ
    Mussie Musie Muse ሙሴ
    Natnael Nathnael Natinael ናትናኤል
    Temesgen Temesghen ተመስገን
    Zemichael Zemikael ዘሚካኤል
    Biniam Binyam Beniam ቢንያም
    Ermias Ermiyas ኤርምያስ
  `),
  female: spelled(`
    Selam Selaam ሰላም
    Letebrhan Letebirhan ለተብርሃን
    Abeba Abebaa ኣበባ
    Almaz Almaaz አልማዝ
    Mebrat Mebrhit መብራት
    Mihret Mehret ምሕረት
    Rahel Rachel Raheal ራሄል
    Ruth Rut ሩት
    Saba Sabaa ሳባ
    Senait Senayt ሰናይት
    Tigist Tigest Tgist ትግስት
    Tsehay Tsehai Sehay ጸሓይ
    Yordanos Yordanose Jordanos ዮርዳኖስ
    Zebib Zbib ዘቢብ
    Winta Wintaa ዊንታ
    Bethlehem Betelhem Betlehem ቤተልሄም
    Hana Hanna Hannah ሃና
    Helen Helena Hellen ሄለን
    Hiwet Hiwot Hywet ሂወት
    Kibra Kbra ክብራ
    Luwam Lwam Luam ሉዋም
    Makeda Mekeda ማኬዳ
    Meron Meroon ሜሮን
    Merhawit Merhawiet መርሃዊት
    Mulu Muluu ሙሉ
    Nigisti Ngsti Negisti ንግስቲ
    Roza Rosa ሮዛ
    Salem Saliem ሳሌም
    Semhar Semhare ሰምሃር
    Simret Semret ስምረት
    Tirhas Trhas Terhas ትርሓስ
    Yodit Judith Yodith ዮዲት
    Zufan Zifan ዙፋን
    Azeb Azieb ኣዜብ
    Birikti Brikti Berikti ብርክቲ
    Elsa Elsaa ኤልሳ
    Feven Fewen ፌቨን
    Genet Ghenet ገነት
    Lemlem Lemlim ለምለም
    Aster Astier ኣስቴር
    Medhin Medhn መድህን
  `),
  family: spelled(''),
  places: spelled(`
    Asmara Asmera ኣስመራ
    Keren Cheren ከረን
    Mendefera Mendefera-Town መንደፈራ
    Dekemhare Decamere ደቀምሓረ
    Barentu Barentoo ባረንቱ
    Massawa Mitsiwa ምጽዋዕ
    Senafe Senafie ሰንዓፈ
    Adi-Keyh Adi-Caieh ዓዲቀይሕ
    Mekelle Mekele Makale መቐለ
    Gondar Gonder ጎንደር
    Humera Himora ሑመራ
    Shire Shiree ሽረ
  `),
};
