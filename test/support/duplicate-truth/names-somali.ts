import { spelled, type NameList } from './name-list.js';

// Typed by hand, most common first: English and Somali spellings, and the Arabic one where it is used.

export const SOMALI: NameList = {
  male: spelled(`
    Mohamed Maxamed Mohammed Muhammad Mohamud محمد
    Ahmed Axmed Ahmad أحمد
    Ali Cali Aly علي
    Abdi Cabdi عبدي
    Hassan Xasan Hasan حسن
    Hussein Xuseen Husein Hussain حسين
    Abdullahi Cabdullaahi Abdulahi Abdillahi عبدالله
    Omar Cumar Umar عمر
    Ibrahim Ibraahim Ibrahin إبراهيم
    Yusuf Yuusuf Yousuf يوسف
    Abdirahman Cabdiraxmaan Abdurahman Abdulrahman عبدالرحمن
    Farah Faarax فارح
    Osman Cismaan Cusmaan Usman عثمان
    Ismail Ismaaciil Ismael إسماعيل
    Adan Aadan Aden آدم
    Warsame Warsama Warsaame
    Abdirashid Cabdirashiid Abdirasheed
    Abdikarim Cabdikariim Abdulkarim
    Abukar Abuukar Abubakar
    Bashir Bashiir Basheer
    Dahir Daahir Dhahir
    Elmi Cilmi Ilmi
    Gedi Geedi
    Guled Guuleed Gulaid
    Hersi Xirsi Hirsi
    Isse Ciise Issa
    Jama Jaamac Jamaa
    Khalif Khaliif Khalifa
    Liban Liibaan Libaan
    Mahad Maxaad Mahaad
    Mahamud Maxamuud Mahmoud
    Mukhtar Muqtaar Mukhtaar
    Muse Muuse Musa
    Nur Nuur Noor
    Roble Rooble
    Salah Saalax Saleh
    Samatar Samater
    Sharmarke Sharma'arke
    Sheikh Shiikh Sheik
    Siad Siyaad Siyad
    Suleiman Saleebaan Suleyman
    Yasin Yaasiin Yassin
    Abshir Abshiir
    Barre Bare
    Diriye Dirie Diriya
    Egal Cigaal
    Galaid Galaydh
    Haji Xaaji Hagi
    Kulane Kulan
    Abdiaziz Cabdicasiis Abdulaziz
    Abdifatah Cabdifataax Abdulfatah
    Hared Xareed Harred
    Awil Cawil
  `),
  female: spelled(`
    Fadumo Faadumo Fatuma Faduma Fatima فاطمة
    Halima Xaliimo Halimo حليمة
    Amina Aamina Amino أمينة
    Hodan Hoodan
    Khadija Khadiijo Khadra خديجة
    Maryan Maryam Mariam Maryama
    Asha Caasha Aasha
    Sahra Sahro Zahra
    Hawa Xaawo Hawo
    Nasra Nasro Nasrah
    Ayan Ayaan Ayana
    Ifrah Ifraax
    Hibo Hiba Hibaaq
    Ladan Laadan Ladaan
    Safiya Safiyo Safia
    Sagal Sagaal
    Deqa Deka Deqo
    Hamdi Xamdi Hamdiya
    Idil Idyl Iidil
    Kaltun Kaltuun Kaltum
    Leyla Layla Laila
    Muna Muno Mona
    Nimo Nimco Nima
    Ubah Ubax Uba
    Zeinab Saynab Zaynab
    Habiba Xabiibo Habibo
    Ruqiya Ruqiyo Rukia
    Shukri Shukriya
    Samira Samiira Samiro
    Bilan Bilaan
    Faisa Faiza Faysa
    Farhiya Farxiyo Farhia
    Filsan Fiilsan
    Hafsa Xafso Hafso
    Istahil Istaahil
    Luul Lul
    Marian Mariya
    Qamar Kamar Qamaar
    Rahma Raxma Rahmo
    Suad Sucaad Suaad
    Yurub Yuruub
    Barwaqo Barwaaqo
  `),
  family: spelled(''),
  places: spelled(`
    Mogadishu Muqdisho Mogadiscio
    Kismayo Kismaayo Chisimaio
    Baidoa Baydhabo Baidhabo
    Beledweyne Belet-Weyne Baladweyne
    Afgoye Afgooye
    Jowhar Jawhar Giohar
    Galkayo Gaalkacyo Galcaio
    Bardera Baardheere Bardhere
    Merca Marka Merka
    Dhusamareb Dhuusamareeb
    Qoryoley Qoryooley Coriolei
    Hargeisa Hargeysa
  `),
};
