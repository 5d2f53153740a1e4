import type { RrfLanguage } from '../../src/submissions/domain/rrf.js';

/** A name in Latin letters and, where the origin has one, in its own script. Ordinary names; no real person is meant. */
type Name = readonly [latin: string, inOwnScript?: string];

export interface Origin {
  readonly country: string;
  readonly families: readonly Name[];
  readonly women: readonly Name[];
  readonly men: readonly Name[];
  /** The first is the mother tongue, the others are known to some. */
  readonly languages: readonly [string, ...string[]];
}

const plain = (names: string): readonly Name[] => names.split(' ').map((name) => [name] as const);

const ARABIC_WOMEN: readonly Name[] = [
  ['Amina', 'أمينة'],
  ['Hawa', 'حواء'],
  ['Mariam', 'مريم'],
  ['Khadija', 'خديجة'],
  ['Salma', 'سلمى'],
  ['Rania', 'رانيا'],
  ['Nour', 'نور'],
];
const ARABIC_MEN: readonly Name[] = [
  ['Yousif', 'يوسف'],
  ['Ibrahim', 'إبراهيم'],
  ['Musa', 'موسى'],
  ['Khaled', 'خالد'],
  ['Omar', 'عمر'],
  ['Samir', 'سمير'],
];

export const ORIGINS = {
  CD: {
    country: 'CD',
    families: plain(
      'Mugisha Bahati Mwamba Ilunga Kalala Mbuyi Ngoy Kasongo Lukusa Byamungu Habimana Mushagalusa Kahindo Paluku',
    ),
    women: plain('Aline Furaha Espérance Neema Zawadi Solange Chantal Odette Riziki Mapendo Sifa Jeannette Noëlla'),
    men: plain(
      'Patrice Jean-Bosco Innocent Dieudonné Baraka Héritier Joël Amani Pascal Emmanuel Faustin Bienvenu Désiré',
    ),
    languages: ['sw', 'fr', 'rw', 'ln', 'en'],
  },
  BI: {
    country: 'BI',
    families: plain('Ndayishimiye Niyonzima Nduwimana Hakizimana Irakoze Bigirimana'),
    women: plain('Divine Goreth Spès Révérienne Ange Claudine'),
    men: plain('Térence Égide Prosper Léonidas Fabrice Onesphore'),
    languages: ['rn', 'fr', 'sw'],
  },
  SS: {
    country: 'SS',
    families: plain('Akol Majok Lual Atem Deng Wol'),
    women: plain('Nyandeng Achol Abuk Nyakim Adut Ayen'),
    men: plain('Kuol Majak Bol Garang Chol Makuei'),
    languages: ['din', 'apd', 'en'],
  },
  SD: {
    country: 'SD',
    families: [
      ['Abdelrahman', 'عبد الرحمن'],
      ['Idris', 'إدريس'],
      ['Osman', 'عثمان'],
      ['Adam', 'آدم'],
      ['Ishaq', 'إسحاق'],
    ],
    women: ARABIC_WOMEN,
    men: ARABIC_MEN,
    languages: ['ar', 'fur', 'en'],
  },
  SY: {
    country: 'SY',
    families: [
      ['Haddad', 'حداد'],
      ['Khalil', 'خليل'],
      ['Darwish', 'درويش'],
      ['Nasser', 'ناصر'],
    ],
    women: ARABIC_WOMEN,
    men: ARABIC_MEN,
    languages: ['ar', 'kmr', 'en'],
  },
  AF: {
    country: 'AF',
    families: [
      ['Ahmadi', 'احمدی'],
      ['Rahimi', 'رحیمی'],
      ['Hosseini', 'حسینی'],
      ['Karimi', 'کریمی'],
      ['Nazari', 'نظری'],
      ['Sharifi', 'شریفی'],
      ['Amiri', 'امیری'],
    ],
    women: [
      ['Zahra', 'زهرا'],
      ['Fatima', 'فاطمه'],
      ['Parwana', 'پروانه'],
      ['Shabnam', 'شبنم'],
      ['Laila', 'لیلا'],
      ['Maryam', 'مریم'],
      ['Nilofar', 'نیلوفر'],
      ['Sima', 'سیما'],
      ['Freshta', 'فرشته'],
    ],
    men: [
      ['Mahdi', 'مهدی'],
      ['Reza', 'رضا'],
      ['Jawad', 'جواد'],
    ],
    languages: ['prs', 'ps', 'tr', 'en'],
  },
  ER: {
    country: 'ER',
    families: [
      ['Tesfay', 'ተስፋይ'],
      ['Berhane', 'ብርሃነ'],
      ['Gebremedhin', 'ገብረመድህን'],
      ['Kidane', 'ኪዳነ'],
    ],
    women: [
      ['Selam', 'ሰላም'],
      ['Tsehay', 'ጸሃይ'],
      ['Abrehet', 'ኣብረሀት'],
      ['Rahwa', 'ራህዋ'],
    ],
    men: [
      ['Yonas', 'ዮናስ'],
      ['Dawit', 'ዳዊት'],
      ['Filmon', 'ፊልሞን'],
      ['Haile', 'ሃይለ'],
    ],
    languages: ['ti', 'ar', 'en'],
  },
  ET: {
    country: 'ET',
    families: [
      ['Tadesse', 'ታደሰ'],
      ['Bekele', 'በቀለ'],
      ['Alemu', 'ዓለሙ'],
    ],
    women: [
      ['Hiwot', 'ሕይወት'],
      ['Meseret', 'መሠረት'],
      ['Almaz', 'አልማዝ'],
    ],
    men: [
      ['Abebe', 'አበበ'],
      ['Mulugeta', 'ሙሉጌታ'],
      ['Tewodros', 'ቴዎድሮስ'],
    ],
    languages: ['am', 'om', 'en'],
  },
  SO: {
    country: 'SO',
    families: plain('Warsame Hassan Abdi Farah'),
    women: plain('Hodan Sahra Ifrah Ayaan'),
    men: plain('Abdirahman Liban Guled Mahad'),
    languages: ['so', 'ar', 'en'],
  },
} as const satisfies Record<string, Origin>;

export type OriginCode = keyof typeof ORIGINS;

export const LEVELS_OF_LATER_LANGUAGES: readonly RrfLanguage['level'][] = ['basic', 'good', 'fluent'];
