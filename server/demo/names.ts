/** Given and family names of one naming culture. All persons are invented. */
interface Naming {
  readonly given: readonly string[]
  readonly family: readonly string[]
  /** The family name is written first. */
  readonly isFamilyFirst?: boolean
}

const words = (text: string): string[] => text.split(' ')

/** Many cultures, so that no name stands out; no part is an English word, which the blind view would hide everywhere. */
export const namings: readonly Naming[] = [
  {
    given: words('Eleanor Gareth Imogen Rhys Tabitha Alistair Bronwen Callum Philippa Nigel'),
    family: words('Ashworth Pritchard Hargreaves Llewellyn Thistlewood Penhallow Bramwell Colquhoun Eastwick Garside'),
  },
  {
    given: words('Aoife Cormac Niamh Eoin Saoirse Fionn Caoimhe Darragh'),
    family: words('Gallagher Brennan Kavanagh Mulcahy Tierney Fitzgerald Donoghue Hanrahan'),
  },
  {
    given: words('Adaeze Chinedu Folasade Kwame Abena Babatunde Ngozi Yaw Temitope Efua'),
    family: words('Okonkwo Adeyemi Mensah Boateng Nwosu Ogunleye Asante Eze Balogun Agyeman'),
  },
  {
    given: words('Wanjiru Otieno Makena Kipchoge Achieng Baraka Zawadi Tendai Nyasha Thandiwe'),
    family: words('Mwangi Odhiambo Kamau Cheruiyot Moyo Ndlovu Dlamini Chikwanha Wambui Mutua'),
  },
  {
    given: words('Aarav Priyanka Rohan Ananya Vikram Kavya Harpreet Lakshmi Imtiaz Shreya'),
    family: words('Deshmukh Iyer Chatterjee Bhattacharya Nair Gill-Sandhu Reddy Kulkarni Mukherjee Chopra'),
  },
  {
    given: words('Ayesha Bilal Fatima Usman Zainab Hamza Nusrat Tariq'),
    family: words('Qureshi Chaudhry Siddiqui Rahman Malik Hossain Akhtar Mirza'),
  },
  {
    given: words('Xiaoming Yuhan Zihao Meiling Jiahui Wenjie Haoran Shuyi'),
    family: words('Zhang Chen Huang Zhao Zhou Xu Guo Deng'),
    isFamilyFirst: true,
  },
  {
    given: words('Minjun Seoyeon Jihoon Hyejin Donghyun Yuna'),
    family: words('Choi Jeong Kang Yoon Shin Hwang'),
    isFamilyFirst: true,
  },
  {
    given: words('Haruto Sakura Ren Yui Daichi Akari Takumi Naoko'),
    family: words('Watanabe Kobayashi Yoshida Matsumoto Fujiwara Nakagawa Okada Shimizu'),
  },
  {
    given: words('Thuy Quang Linh Duc Huong Phuc'),
    family: words('Nguyen Tran Pham Hoang Dang Bui'),
    isFamilyFirst: true,
  },
  {
    given: words('Agnieszka Mateusz Zuzanna Wojciech Oksana Bohdan Ivana Radoslav Svetlana Kirill'),
    family: words('Wiśniewski Kowalczyk Zieliński Shevchenko Kovalenko Novák Dvořák Petrović Jovanović Volkov'),
  },
  {
    given: words('Andrei Ioana Bogdan Raluca Eszter Gergő Zsófia Balázs'),
    family: words('Popescu Ionescu Dumitrescu Munteanu Szabó Horváth Kovács Lakatos'),
  },
  {
    given: words('Lucía Mateo Valentina Santiago Camila Joaquín Ximena Rodrigo'),
    family: words('Hernández Quiroga Villalobos Echeverría Paredes Zambrano Arango Ledesma'),
  },
  {
    given: words('Beatriz Thiago Mariana Caetano Luana Rafael'),
    family: words('Figueiredo Nogueira Cavalcanti Teixeira Magalhães Moreira'),
  },
  {
    given: words('Friederike Anneliese Joost Sietske Torsten Ingrid Mikkel Freja Aino Juhani'),
    family: words('Oberhauser Dijkstra Hoekstra Lindqvist Bergström Sørensen Virtanen Korhonen Vogelsang Brinkmann'),
  },
  {
    given: words('Giulia Alessandro Chiara Matteo Despina Kostas Eleni Nikolaos'),
    family: words('Ferraro Bianchi Colombo Marchetti Papadakis Georgiou Nikolaidis Vlahos'),
  },
  {
    given: words('Leila Karim Yasmine Omar Noor Elif Mehmet Shirin Dariush Rania'),
    family: words('Haddad Benali Khoury Mansour Yılmaz Demir Tehrani Farahani Sabbagh Ouazzani'),
  },
  {
    given: words('Tamar Eitan Noa Avigail Levan Nino Ani Hayk'),
    family: words('Rosenthal Abramov Shapira Mizrahi Kapanadze Beridze Petrosyan Sargsyan'),
  },
  {
    given: words('Sione Mere Tevita Aroha Leilani Hemi'),
    family: words('Tuilagi Parata Faleolo Ngata Kealoha Vaipulu'),
  },
  {
    given: words('Dewi Budi Putri Rizal Maricel Jomar Siti Farid'),
    family: words('Santoso Wijaya Kusuma Hidayat Dimaculangan Macaraeg Abdullah Iskandar'),
  },
]

export const cities: readonly string[] =
  'Bristol,Cardiff,Bath,Gloucester,Swindon,Newport,Exeter,Leeds,Manchester,Glasgow,Birmingham,Leicester,Sheffield,Plymouth,Swansea'.split(
    ',',
  )

/** Where people worked and learned before; none of them exists. */
export const workplaces: readonly string[] =
  'Harrowmere Utilities,Pennant & Gray,Blue Anchor Stores,Severnside Housing,Kestrel Logistics,Tidewell Software,Northgate Care,Oakmoor Hospital Trust,Fairlight Insurance,Copperline Telecom,Millbrook Foods,Vellum Press,Stonebridge Council,Ironwood Facilities,Meridian Rail,Larkspur Hotels'.split(
    ',',
  )
export const schools: readonly string[] =
  'Avonbrook College,Penmarsh University,Holloway Institute of Technology,University of Eastmere,Ridgeway Evening School,Caldervale University,Saltmarsh Further Education College,Instituto Vale Verde,Lakeside Polytechnic,Westhaven University'.split(
    ',',
  )

export const sources: readonly (string | null)[] = [
  ...['Careers page', 'Careers page', 'Careers page', 'Job board', 'Job board', 'Employee referral', 'University fair'],
  ...['Local paper', 'Community group', 'Job centre', null, null],
]
