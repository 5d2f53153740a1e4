import { spelled, type NameList } from './name-list.js';

// Typed by hand, most common first. The first spelling is the usual one; the others are how the same name is met in other registers.

export const ARABIC: NameList = {
  male: spelled(`
    Mohammed Muhammad Mohamed Mohamad Mohammad Muhammed محمد
    Ahmad Ahmed Ahmet أحمد
    Ali Aly علي
    Hassan Hasan Hasen حسن
    Hussein Hussain Husein Husayn Houssein حسين
    Mahmoud Mahmud Mahmood محمود
    Khaled Khalid Khalled خالد
    Omar Umar Omer عمر
    Ibrahim Ebrahim Ibraheem إبراهيم
    Youssef Yousef Yusuf Youssouf يوسف
    Mustafa Moustafa Mostafa مصطفى
    Abdullah Abdallah Abdulla عبدالله
    Abdulrahman Abdelrahman Abdurrahman Abderrahman عبدالرحمن
    Ismail Ismael Ismaeel إسماعيل
    Hamza Hamzah Hamzeh حمزة
    Bilal Belal بلال
    Samir Sameer سمير
    Karim Kareem كريم
    Salim Saleem Selim سليم
    Walid Waleed وليد
    Jamal Gamal Jamaal جمال
    Fadi Fady فادي
    Rami Ramy رامي
    Nasser Naser Nassir ناصر
    Tarek Tariq Tareq طارق
    Ziad Zyad Ziyad زياد
    Anas Anass أنس
    Majid Majed Maged ماجد
    Osama Usama Oussama أسامة
    Othman Osman Uthman عثمان
    Yasser Yaser Yasir ياسر
    Adel Adil عادل
    Bashir Basheer بشير
    Faisal Faysal Feisal فيصل
    Ghassan Ghasan غسان
    Hani Hany هاني
    Imad Emad عماد
    Marwan Merwan مروان
    Nabil Nabeel نبيل
    Qasim Kasim Qassem Kassem قاسم
    Rashid Rasheed Rachid راشد
    Saad Sa'ad سعد
    Sulaiman Suleiman Soliman Sulayman سليمان
    Taha Taaha طه
    Wissam Wisam وسام
    Zakaria Zakariya Zakarya زكريا
    Abdulkarim Abdelkarim Abdulkareem عبدالكريم
    Abdulaziz Abdelaziz Abdul-Aziz عبدالعزيز
    Haitham Haytham Haithem هيثم
    Idris Idriss Edris إدريس
    Munir Mounir Muneer منير
    Mazen Mazin مازن
    Luay Louay لؤي
    Basel Basil Bassel باسل
    Ayham Aiham أيهم
    Muawiya Moawiya معاوية
  `),
  female: spelled(`
    Fatima Fatma Fatimah Fatemeh Fatema فاطمة
    Maryam Mariam Miriam Meryem مريم
    Aisha Aysha Aicha Ayesha عائشة
    Khadija Khadeeja Khadidja Khadijah خديجة
    Zainab Zaynab Zeinab Zeynab زينب
    Amina Aminah Ameena أمينة
    Nour Noor Nur نور
    Rania Raniya Ranya رانيا
    Hala Halah Haala هالة
    Samira Sameera سميرة
    Layla Leila Laila Leyla ليلى
    Salma Selma سلمى
    Huda Hoda Houda هدى
    Iman Eman Imane إيمان
    Rana Ranaa رنا
    Sara Sarah سارة
    Yasmin Yasmine Yasmeen ياسمين
    Hanan Hanane حنان
    Nadia Nadya نادية
    Amal Amaal أمل
    Asma Asmaa أسماء
    Rasha Racha رشا
    Sahar Saher سحر
    Wafa Wafaa وفاء
    Zahra Zahraa Zehra زهراء
    Dalal Dallal دلال
    Ghada Ghadah غادة
    Ibtisam Ebtisam ابتسام
    Jamila Jameela Djamila جميلة
    Karima Kareema كريمة
    Lubna Loubna لبنى
    Manal Manaal منال
    Najwa Nejwa نجوى
    Rima Reema ريما
    Sawsan Sausan سوسن
    Suad Souad سعاد
    Widad Wedad وداد
    Hiba Heba هبة
    Shaima Shaimaa Chaima شيماء
    Rouba Ruba ربى
    Safiya Safia Safiyya صفية
    Intisar Entisar انتصار
    Batoul Batul بتول
  `),
  family: spelled(`
    Al-Hassan Alhassan Elhassan الحسن
    Al-Ahmad Alahmad الأحمد
    Haddad Hadad حداد
    Khatib Khateeb Al-Khatib خطيب
    Najjar Nejjar نجار
    Shami Chami شامي
    Halabi Halaby حلبي
    Masri Masry مصري
    Darwish Darwich Derwish درويش
    Sabbagh Sabagh صباغ
    Qassab Kassab قصاب
    Hamdan Hamdaan حمدان
    Barakat Barakaat بركات
    Issa Eissa Isa عيسى
    Mansour Mansur منصور
    Saleh Salih صالح
    Nasrallah Nasralla نصرالله
    Zein Zain زين
    Ayoub Ayyub Ayoob أيوب
    Jaber Jabir جابر
    Kurdi Kourdi كردي
    Rifai Rifaai رفاعي
    Turkmani Tourkmani تركماني
    Asaad Assad أسعد
    Bakri Bakry بكري
    Daher Dahir ضاهر
    Fares Faris فارس
    Ghazal Gazal غزال
    Hariri Hareeri حريري
    Jumaa Jomaa جمعة
    Sharif Cherif Shareef شريف
    Tayeb Tayib طيب
    Yahya Yehya يحيى
    Zoubi Zubi زعبي
    Kanaan Canaan كنعان
    Matar Mattar مطر
    Obeid Ubaid عبيد
    Qaddour Kaddour قدور
    Rajab Rejab رجب
    Siddiq Seddik صديق
  `),
  places: spelled(`
    Aleppo Halab حلب
    Homs Hims حمص
    Damascus Dimashq دمشق
    Daraa Dara درعا
    Idlib Edlib إدلب
    Raqqa Ar-Raqqah الرقة
    Hasakah Al-Hasaka الحسكة
    Qamishli Kamishli القامشلي
    Khartoum Khartum الخرطوم
    Nyala Niyala نيالا
    El-Fasher Al-Fashir الفاشر
    Geneina El-Geneina الجنينة
  `),
};
