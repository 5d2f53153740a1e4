import { spelled, type NameList } from './name-list.js';

// Typed by hand, most common first: Christian names in French, English and Swahili spelling; family names of the Kivus and of Katanga.

export const CONGOLESE: NameList = {
  male: spelled(`
    Jean Jan
    Joseph Josef Yosefu
    Pierre Piere Petro
    Emmanuel Emanuel Imanuel
    Patrice Patris Patrick
    Dieudonné Dieudonne Dieudone
    Innocent Inocent
    Claude Klode Claud
    Jean-Claude Jean-Klode
    Jean-Pierre Jean-Piere
    Jean-Paul Jean-Pol
    Olivier Olivie Oliver
    David Davide Daudi
    Daniel Danieli Danyel
    Samuel Samweli Samuël
    Moïse Moise Musa
    Espoir Espwar
    Gloire Glwar
    Héritier Heritier Eritier
    Fiston Fistone
    Bienvenu Bienvenue Bienvenou
    Christian Kristian Cristian
    Christophe Kristofe Christofer
    Élie Elie Eliya
    Étienne Etienne Etiene
    Faustin Fostin Faustino
    Félix Felix Feliks
    François Francois Fransua
    Gabriel Gabrieli
    Gilbert Jilbert Gilber
    Grégoire Gregoire Gregwar
    Isaac Isaka Izak
    Jacques Jacque Jake
    Janvier Janvie
    Joël Joel Yoeli
    Josué Josue Joshua
    Justin Djustin
    Kasereka Kaseraka
    Luc Luka Lucas
    Marcel Marseli Marsel
    Matthieu Mathieu Matayo
    Michel Mikaeli Michael
    Nestor Nesta
    Pascal Paskali Paschal
    Paul Paulo Pol
    Philippe Filipo Philip
    Robert Roberto Rober
    Salomon Solomoni Solomon
    Sylvain Silvain Silven
    Théophile Theophile Teofil
    Trésor Tresor Trezor
    Vincent Vinsent Vicent
    Zacharie Zakaria Zachari
  `),
  female: spelled(`
    Marie Maria Mariya
    Aline Alyne Alin
    Grace Grâce Gras
    Espérance Esperance Esperans
    Jeanne Janne Jane
    Chantal Shantal Chantale
    Béatrice Beatrice Beatris
    Furaha Fraha
    Neema Nema Neyma
    Pendo Pendoo
    Riziki Rizikie
    Sifa Siffa
    Zawadi Zawady
    Clarisse Clarice Klaris
    Claudine Klodine Claudin
    Consolata Konsolata Consolate
    Dorcas Dorkasi Dorkas
    Éliane Eliane Elian
    Esther Estha Ester
    Euphrasie Eufrazi Euphrasia
    Fatuma Fatouma Fatma
    Francine Fransine Francin
    Gisèle Gisele Jizel
    Godelive Godeliva Godlive
    Henriette Anriette Henrieta
    Immaculée Imaculee Immaculate
    Jacqueline Jaklin Jackline
    Josephine Joséphine Yosefina
    Judith Judite Yudita
    Julienne Juliene Julian
    Léonie Leonie Leoni
    Louise Luiza Luise
    Lydie Lidia Lydia
    Madeleine Madelene Magdalena
    Mapendo Mapendoo
    Marthe Martha Marta
    Monique Monik Monica
    Nadine Nadin
    Odette Odete Odeta
    Pascaline Paskalina Paskaline
    Rachel Raheli Rachelle
    Rebecca Rebeka Rebeca
    Rosine Rozine Rosina
    Solange Solanje Solanji
    Thérèse Therese Tereza
    Yvonne Ivone Yvone
  `),
  family: spelled(`
    Mukendi Mukendy Moukendi
    Mugisha Mugicha Moughisha
    Bahati Bahaty
    Kabila Cabila
    Tshibanda Chibanda Tchibanda
    Mwamba Muamba
    Kabongo Kabongoo Cabongo
    Ilunga Ilounga
    Kalala Calala
    Mutombo Moutombo
    Ngoy Ngoyi Ngoi
    Kasongo Casongo Kassongo
    Banza Mbanza
    Mbuyi Mbouyi
    Amani Amany
    Bisimwa Bisimua
    Byamungu Biamungu Byamoungou
    Cishugi Tshishugi Chishugi
    Habimana Abimana
    Hakizimana Akizimana
    Irakoze Irakose
    Kambale Kambalé Cambale
    Katembo Catembo
    Kavira Kavirha
    Kitoko Kitocko
    Lukusa Lucusa Loukousa
    Lwamba Luamba
    Maheshe Maeshe
    Manirakiza Maniragiza
    Masika Masica
    Mbusa Mboussa
    Muhindo Muindo Mouhindo
    Mulumba Mouloumba
    Munyaneza Mounyaneza
    Musafiri Musafili Moussafiri
    Ndayisenga Ndaisenga
    Nshimirimana Shimirimana
    Ntakirutimana Ntakarutimana
    Nyirabahizi Nyirabaizi
    Paluku Palucu
    Rukundo Roukoundo
    Rutayisire Rutaisire
    Safari Safary
    Sebahire Sebaire
    Semahoro Semaoro
    Shabani Chabani Shabany
    Sinzinkayo Sinzinkaio
    Uwimana Ouwimana
    Wabenga Wabengha
    Zihindula Ziindula
  `),
  places: spelled(`
    Bukavu Boukavou
    Goma Ngoma
    Uvira Ouvira
    Fizi Fisi
    Baraka Baraca
    Kalemie Calemie
    Lubumbashi Lubumbachi
    Masisi Massisi
    Rutshuru Rutchuru Rutsuru
    Beni Benni
    Butembo Boutembo
    Bunia Bounia
  `),
};
