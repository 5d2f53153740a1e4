import { spelled, type NameList } from './name-list.js';

// Typed by hand, most common first: Dari and Pashto names in the spellings of passports, camps and in their own letters.

export const AFGHAN: NameList = {
  male: spelled(`
    Mohammad Mohammed Muhammad Mohamad محمد
    Ahmad Ahmed Ahmadd احمد
    Ali Aly علی
    Hussain Hossein Husain Hosain حسین
    Hassan Hasan Hassen حسن
    Abdullah Abdulla Abdollah عبدالله
    Abdulrahman Abdul-Rahman Abdurrahman عبدالرحمن
    Najibullah Najib-Ullah Najeebullah نجیب‌الله
    Habibullah Habib-Ullah Habeebullah حبیب‌الله
    Rahmatullah Rahmat-Ullah Rahmatollah رحمت‌الله
    Reza Raza Rezaa رضا
    Mehdi Mahdi مهدی
    Mostafa Mustafa مصطفی
    Hamid Hameed Hamed حمید
    Farid Fareed فرید
    Karim Kareem کریم
    Rahim Raheem رحیم
    Nasir Naseer Nasser ناصر
    Yaqub Yaqoob Yaghoub یعقوب
    Ismail Esmail Ismael اسماعیل
    Ibrahim Ebrahim ابراهیم
    Jawad Javad جواد
    Qasim Ghasem Qasem قاسم
    Sher Shir شیر
    Gul Gol گل
    Zaman Zamaan زمان
    Wali Valy ولی
    Aziz Azeez عزیز
    Bashir Basheer بشیر
    Daud Dawood Davood داود
    Ehsan Ihsan احسان
    Faiz Fayz Feiz فیض
    Ghulam Gholam غلام
    Hashmat Heshmat حشمت
    Idris Edris ادریس
    Javid Jawid Jaweed جاوید
    Khalil Khaleel خلیل
    Latif Lateef لطیف
    Mansoor Mansur Mansour منصور
    Nader Nadir نادر
    Omid Omed Umid امید
    Parwiz Parviz پرویز
    Qudrat Ghodrat قدرت
    Ramazan Ramadan Ramzan رمضان
    Sadiq Sadegh Sadeq صادق
    Samiullah Sami-Ullah سمیع‌الله
    Shafiq Shafigh شفیق
    Sultan Soltan سلطان
    Tamim Tameem تمیم
    Wahid Vahid Waheed وحید
    Yusuf Yousef Yosuf یوسف
    Zabihullah Zabih-Ullah ذبیح‌الله
  `),
  female: spelled(`
    Fatima Fatemeh Fatema Fateme فاطمه
    Zahra Zahraa Zehra زهرا
    Maryam Mariam Mariyam مریم
    Zainab Zeinab Zaynab زینب
    Masuma Masoumeh Masooma معصومه
    Sakina Sakineh Sakinah سکینه
    Marzia Marzieh Marziya مرضیه
    Laila Leila Layla لیلا
    Nargis Narges Nargess نرگس
    Shabana Shabaneh شبانه
    Parwin Parvin Parween پروین
    Shukria Shokria Shukriya شکریه
    Roya Ruya رویا
    Nazanin Nazaneen نازنین
    Mahbuba Mahboubeh Mahbooba محبوبه
    Freshta Fereshteh Fereshta فرشته
    Gulalai Golalai گلالی
    Hamida Hameeda حمیده
    Jamila Jamileh Jameela جمیله
    Karima Kareema کریمه
    Latifa Lateefa لطیفه
    Malika Malekeh ملکه
    Nadia Nadya نادیه
    Nasrin Nasreen نسرین
    Palwasha Palwosha پلوشه
    Qamar Ghamar قمر
    Rahima Raheema رحیمه
    Razia Razieh Raziya رضیه
    Sahar Saher سحر
    Samira Sameera سمیرا
    Shaima Shayma شیما
    Shirin Sherin شیرین
    Soraya Suraya ثریا
    Tahira Tahereh طاهره
    Wahida Vahida وحیده
    Yalda Yaldaa یلدا
    Zarghuna Zarghoona زرغونه
    Zohra Zuhra زهره
    Amina Ameneh آمنه
    Benafsha Banafsheh بنفشه
    Khatera Khatira خاطره
    Mina Meena مینا
  `),
  family: spelled(`
    Ahmadi Ahmady احمدی
    Hussaini Hosseini Husseini Hosaini حسینی
    Rezai Rezaee Rezaei رضایی
    Mohammadi Muhammadi Mohamadi محمدی
    Haidari Heydari Haideri حیدری
    Jafari Jaffari جعفری
    Karimi Kareemi کریمی
    Rahimi Raheemi رحیمی
    Nazari Nazary نظری
    Akbari Akbary اکبری
    Alizada Alizadeh Ali-Zada علیزاده
    Amiri Ameeri امیری
    Azizi Azeezi عزیزی
    Bakhshi Bakhshy بخشی
    Faizi Fayzi فیضی
    Ghulami Gholami غلامی
    Hakimi Hakeemi حکیمی
    Ibrahimi Ebrahimi ابراهیمی
    Ismaili Esmaili اسماعیلی
    Kazimi Kazemi کاظمی
    Mirzai Mirzaee Mirzaei میرزایی
    Musavi Mousavi Moosavi موسوی
    Naderi Nadery نادری
    Noori Nouri Nuri نوری
    Popal Popalzai پوپل
    Qasimi Ghasemi قاسمی
    Qurbani Ghorbani Qorbani قربانی
    Rasuli Rasooli Rasouli رسولی
    Sadat Sadaat سادات
    Safi Saafi صافی
    Sharifi Shareefi شریفی
    Stanikzai Stanekzai ستانکزی
    Sultani Soltani سلطانی
    Wardak Vardak وردک
    Yaqubi Yaghoubi Yaqoobi یعقوبی
    Yousufi Yosufi Yusufi یوسفی
    Zadran Zadraan ځدران
    Zamani Zamany زمانی
    Hashimi Hashemi هاشمی
    Barakzai Barekzai بارکزی
  `),
  places: spelled(`
    Kabul Kabol کابل
    Herat Hirat هرات
    Ghazni Ghazny غزنی
    Mazar-e-Sharif Mazari-Sharif مزارشریف
    Kandahar Qandahar قندهار
    Jalalabad Jelalabad جلال‌آباد
    Bamyan Bamiyan Bamian بامیان
    Kunduz Konduz Qunduz کندز
    Daikundi Daykundi دایکندی
    Uruzgan Oruzgan ارزگان
    Maidan-Wardak Maydan-Wardag میدان‌وردک
    Parwan Parvan پروان
  `),
};
