"""First names that children, families and colleagues in Britain commonly have.

Put together by hand for this project, community by community, and copied from no register or
dataset. Some 4,500 are enough for most names met in a week's work, and few enough to be read
through. It cannot be complete: the words beside a name are what finds the rarer ones
(`bot.domain.likely_names`). Marks and capitals are left out, as `spelling.plain` does.
"""

from bot.domain.spelling import word_set

_BRITISH = """
aaron abbey abbi abbie abby abigail abraham ada adam addie addison adele adrian adrianna agatha
aggie agnes aidan aiden aiesha aileen aimee ainsley alan alana alannah alasdair alastair alayna
albert albie alec aled alesha alex alexander alexandra alexandria alexia alexis alfie alfred ali
alice alicia alina alisha alison alissa alistair alivia allan allen allison alma alyssa amanda
amber amelia amelie amy anabelle anastasia andrea andrew andy angel angela angelica angelina angus
anita ann anna annabel annabella annabelle annalise anne annette annie annika anthony anton antonia
antony april arabella archer archie areesha aria ariana arianna ariella arlene arlo arnold arthur
arya asa asher ashleigh ashley ashlyn ashton asia aspen atticus aubrey audrey august aurelia aurora
austin autumn ava avery ayla ayra ayza bailey barb barbara barclay barnaby barney barry bartholomew
basia baz beatrice beatrix becca beckett becky belinda bella ben benedict benjamin benji benny
bernadette bernard bernice bernie bertie beryl bessie beth bethan bethany betsy betty bev beverley
beverly bhavini bianca bill billie billy blair blake blythe bo bob bobbi bobbie bobby bodhi bonnie
brad bradley brandon brenda brendan brenna brett bri brian briana brianna bridget bridie briony
brody brogan bronte bronwen bronwyn brooke brooklyn bruce bryan bryce bryn bryony busola byron cain
caitlin caleb callie callum calum calvin cameron camilla camille cara carl carla carlton carly
carmel carmen carol carole caroline carolyn carrie carter casey cass cassandra cassidy cassie cath
catherine cathy cayden cecil cecilia cecily celeste celia chad chantal chantelle charis charlene
charles charley charlie charlotte chas chaya chelsea cheryl chester cheyenne chloe chris chrissie
christa christabel christian christina christine christopher christy cian ciara clair claire clara
clare clarence clarissa clark claude claudia clay clayton cleo cliff clifford clint clive clyde
coby codie cody cole colette colin colleen conan conner connie connor conor constance cooper cora
coral cordelia corey corinne cormac cornelius cory courtney craig crispin crystal curtis cynthia
cyril dafydd dahlia daisy dakota dale damian damien damola damon dan dana daniel daniela daniella
danielle danni danny daphne darcey darcie darcy daria darius darlene darragh darrel darrell darren
darryl daryl dave david davina dawn dawson dean deanna debbie deborah debra declan deirdre delia
delilah della delphi delroy delyse demelza demi denise dennis denzel denzil derek dermot derrick
des desiree desmond devon dexter diana diane dianne dillon dolly dolores dominic dominik dominique
donald donna dora doreen doris dorothea dorothy dottie doug dougal douglas dulcie duncan dustin
dwayne dylan eamon earl ebere ebony ed eddie eddy eden edgar edie edith edmund edna eduardo edward
edwin eesa effie eileen eilidh elaina elaine eleanor eleanora elena eli eliana elias elijah elin
elinor eliot elisa elisabeth elise elisha elissa eliza elizabeth ella elle ellen ellery ellie
elliot elliott ellis elodie eloise elora elouise elowen elsa elsie elspet elspeth elton elvis
emelia emelie emerson emilia emilie emily emma emmanuel emmanuelle emmie emmy eoin eric erica erik
erika erin ernest ernie errol esmae esme esmee esther ethan ethel ethna etta ettie eugene eugenie
eunice eva evan evangeline eve evelyn everly evie ewan ezra faith farrah faye felicia felicity
felix fergus fern fiadh finbar findlay finlay finley finn finnian finnley fiona fletcher fleur
flora florence flossie flynn folarin fran frances francesca francine francis frank frankie fraser
fred freda freddie freddy frederick freya gabby gabe gabi gabriel gabriela gabriella gabrielle gail
gareth gary gavin gaynor gaz gbenga gemma geoff geoffrey george georgia georgiana georgie georgina
gerald geraldine gerard gerry gertrude gethin gillian gina ginny giovanni giselle gladys glen
glenda glenn glenys gloria glyn gopi gordon grace gracie graeme graham grainne grant grayson greg
gregor gregory greta gretchen griff griffin guinevere gus guy gwen gwendolen gwendolyn gwenllian
gwyn gwyneth gwynne hadley hailey haley hallie hamish hammad hania hank hannah haris harlan harley
harold harper harriet harris harrison harry harvey harvie hashim hattie hayden hayley hazel heath
heather hector heidi helen helena helene henrietta henry herbert hetal hetty hilary hilda holly
honor honour hoor hoorain hope horace howard hudson huey hugh hughie hugo humphrey hunter huw
huzaifa hywel iain ian ibraheem ida idris ieuan immy imogen indi india indiana indie ingrid ioan
iona ione irene iris irving isaac isabel isabella isabelle isadora isaiah isha isis isla isobel
isobelle issy ivan ivor ivy iza izabel izabella izzie izzy jace jacey jack jackie jacklyn jackson
jacob jacqueline jacqui jacquie jade jaden jaela jago jai jaida jaime jake james jamie jan jane
janet janette janice janine jannat jared jarvis jasmin jasmine jason jasper jaxon jaxson jay jaya
jayce jayda jayden jayla jayne jayson jean jeanette jeanie jeannie jed jeff jeffrey jem jemima
jemma jen jenna jennie jennifer jenny jensen jenson jeremiah jeremy jermaine jerome jerry jess
jesse jessica jessie jethro jett jez jill jillian jilly jim jimmy jo joan joann joanna joanne
jocelyn jodi jodie jody joe joel joelle joey johanna john johnny jojo jolene jon jonah jonas
jonathan jonnie jonny jono jonty jools jordan jordana jordyn joseph josephine josh joshua josiah
josie jowan joy joyce juan juanita jude judith judy jules julia julian juliana julie juliet
juliette junaid june juniper justin justine kacey kaci kade kagiso kai kaia kaiden kaitlin kaitlyn
kaleb kane kara karen karina karl karla kasey kasper kassidy kat kate katelyn katerina kath
katharine katherine kathleen kathryn kathy katie katrina katy kay kaya kayden kaydence kayla kaylee
kayleigh kayley kaz keaton keegan keelan keeley keelin keir keira keiran keith kellie kelly kelsey
kelsie kelvin ken kendall kendra kendrick kennedy kenneth kenny kenzie kerensa keri keris kerri
kerrie kerry kester kevin keziah khloe kian kiana kiara kiaran kier kiera kieran kieron kiki kim
kimberley kimberly kimi kingsley kip kira kirk kirsten kirstie kirsty kit kitty klara koa kobe koby
kody kourtney kris kristen kristian kristin kristina kristopher kristy krysia kuba kurt kurtis kyla
kylan kyle kylie kyra kyran kyron lacey lachlan lacie laila lainey lana lance laney lanre lara
larissa larry laura laurel lauren laurence lauretta laurie lauryn lavinia lawrence lawson layla
leah leanna leanne lee leesa leigh leighanne leighton leila lena lennie lennon lennox lenny leo
leon leona leonard leonardo leonie leonora leopold lerato leroy lesley leslie leticia letitia levi
lewis lewys lexi lexie lexus lexy leyton liam liana lianna lianne libby liberty lila lilah lilia
lilian liliana lilith lillia lillian lilliana lillie lilly lily lina lincoln linda lindiwe linds
lindsay lindsey linsey lionel lisa lisette livia liz liza lizzie lleucu llewellyn lloyd llyr logan
lois lola lorcan loren lorena loretta lorna lorraine lorrie lottie lou louie louis louisa louise
loveday lowenna lu luca lucas lucia lucian luciana lucie lucien lucille lucinda lucy luis luka
lukas luke luna luther lydia lyla lyle lyn lynda lyndon lyndsay lyndsey lynette lynn lynne lynsay
lynsey lyra mabel mable macauley macey maci macie mackenzie macy maddi maddie maddison maddox maddy
madeleine madeline madelyn madison mae maeve magdalena maggie magnus mags maia maisey maisie maisy
maizie malachi malachy malcolm malcom mali mallory mandy manon mara marc marcel marcella marci
marcia marco marcus margaret margarita margery margie margo margot marguerite maria mariah mariam
marian marianne marie marigold marilyn marina mario marion marisa marissa marius marjorie mark
marlene marley marlon marlowe marnie marsha marshall martha martin martina martine martyn marvin
marvyn mary maryam marysia mason mat mathew mathilda matilda matt matteo matthew matthias mattie
maud maude maura maureen maurice max maxie maxim maximilian maximus maxine maxwell may maya
mckenzie meadow megan meghan meghann mel melanie melinda melissa melody melvin melvyn mercedes
mercy meredith merle merryn merv meryl mia micah michael michaela michal michelle mick miguel mike
mikey mila milan mildred miles miley millicent millie milly milo mimi mina minnie mira miranda
mirha miriam misty mitch mitchell mo moe mohsan moira mollie molly mona monica monique montgomery
monty morag morgan morwenna moses moya muhammed muriel murphy murray mya myah myla myles mylo myra
myrtle nadia nadine nalini nana nancy nanette naomi narcisa nat natalia natalie natasha nate
nathalie nathan nathaniel neave ned neil nell nellie nelly nelson nerys nesta nev nevaeh nevah neve
neville niall niamh nichola nicholas nick nicky nico nicola nicole nieve nige nigel nikita nikki
nimo nina nkiru noah nobuhle noel noelle nokuthula nola nora norah norma norman norris nova nyla
oakley oasis ocean octavia odette odin olive oliver olivia ollie olly olwyn omkar oona oonagh opal
ophelia oran oren orla orlagh orlaith orlando orson oscar osian oswald otis ottilie otto owain owen
oz ozzie ozzy paddy padraig paige paisley pam pamela paris parker pascal pat patience patricia
patrick patsy patti paul paula paulette paulina pauline pearl peggy pelumi penelope penny perceval
percy perrie perry peter petra petula peyton phil philip philippa phillip phillipa phillippa
philomena phineas phoebe phoenix phyllis pierce piers piper pippa piran polly poppy portia presley
preston primrose priscilla prudence queenie quentin quincy quinn rab rachael rachel rafael rafe
raff rafferty raheem raine ralf ralph ralphie ramona ramsay randall raphael raquel raven ray raya
raymond raymondo rayne rayner reagan reanne rebecca rebekah reece reegan reeva reg regan reggie
reginald reid remi remy rena renae rene renee reuben rex rhea rhian rhianna rhiannon rhoda rhodri
rhona rhonda rhydian rhys ria rianna ricardo richard richie rick ricki ricky rihanna riley rio rita
river rob robbie robert roberta robin robyn rocco rochelle rod roddy roderick rodney rogan roger
roisin roland rolo roman romeo romilly romy ron ronald ronan ronke ronni ronnie rory ros rosa
rosaleen rosalia rosalie rosalind rosalyn rosamund rosanna roscoe rose roseanna roseanne rosemarie
rosemary rosetta rosie ross rowan rowena roxanne roxy roy ruaridh ruben rubie ruby rudy rufus rupal
rupert russell ruth ryan ryder rylan ryley sabrina sadie saffron sally salome sam samantha sammi
sammy samson samuel sandra sandy santiago saoirse sara sarah sasha saskia saul savanna savannah
scarlet scarlett scott seamus sean sebastian sejal selena selina seren serena serenity seth shana
shane shania shannon shantelle sharon shaun shauna shaunie shay shayla shayne shaz shea sheena
sheila shelby sheldon shelley sheridan sherri sherrie sherry sheryl shiela shirley shona sian siana
sid sidney sienna sierra silas simba simeon simi simon simone sindisiwe sinead siobhan sky skye
skyla skylar sofia sol solomon sonia sonja sonny sonya sophia sophie sorcha spencer stacey stacy
stan stanley stefan stefani stefanie stella steph stephanie stephen sterling steve steven stewart
stuart subhan sue suki summer susan susanna susannah susanne susi susie suzanna suzanne suzie sybil
sydney sylv sylvia sylvie tabitha tad talia taliesin tallulah tamara tamsin tamsyn tamzin tamzyn
tania tanya tara taryn tash tasha tasmin tate tatiana tatum taya tayla taylor tayyib ted teddy
teegan tegan teigan temi temperance terence teresa teri terrence terri terry tess tessa tessie
thabang thaddeus thalia thea thelma theo theodor theodora theodore theresa thomas thor tia tiana
tiarna tiegan tiernan tiff tiffany tilda tillie tilly tim timothy tina tobias toby todd tom tomas
tommy toni tonia tony tonya tori torin tracey tracy travis trev trevor trina trinity trish tristan
trixie troy trudy trupti tudor tumelo tyler tyne tyra tyrell tyrone tyson uju ulrika una ursula
urvashi usaid val valentina valentine valerie vanessa venetia vera verity verna vernon veronica vic
vicki vickie vicky victor victoria vienna vikki vince vincent vinnie viola violet violetta virginia
viv vivian vivien vivienne wade wallace walter wanda warren wayne wendy wesley wilbur wilf wilfred
wilhelmina will willa william willis willoughby willow wilma winifred winnie winona winsome winston
woody wren wyatt wynne wynter xander xanthe xenia yaqoob yasmin yasmine yinka ynyr yogesh yolanda
yusha yvette yvie yvonne zac zach zachariah zachary zack zak zander zane zara zayan zayd zayn zeina
zeke zelda zena ziggy zimal zion zoe zoey zoie zosia zuri
"""

_IRISH_AND_GAELIC = """
ailbhe ailish ailsa aine ainslie aisling aislinn alba aodhan aoibheann aoife barra blaithin
breda brid caelan caoimhe caolan cathal catriona ceallach cillian clodagh colm conall conchobhar
cuan daire daithi dara dearbhla derbhla diarmuid donal donnacha donncha dualta eabha eadaoin
eilis eimear emer enya eoghan etain feargal fearghal fiachra finnuala finola fintan fionn
fionnbharr fionnuala grania iarla iarlaith isobail kirstin laoise liadh lochlan mairead mairi
mhairi micheal muireann murdo neasa nuala odhran oisin padraic peadar proinsias rionach rohan
ronnan ruairi ruairidh ruari sadhbh senan seoirse shannan sile siun sive somhairle struan tadgh
tadhg tiarnan torquil treasa uilleam ultan
"""

_WELSH = """
alaw alun alwyn anest aneurin angharad anwen arwel arwen awen beca bedwen bedwyr beti branwen
brychan cadi cadog caio caradog caron catrin ceiri celyn ceri cerys cledwyn colwyn corwen deian
deiniol delyth derwyn dewi dilwyn dilys dyfan dyfrig efa efan eifion einir eirian eirlys eirwen
elan elen eleri elfed elgan elis ellyw elwyn emlyn emrys emyr endaf enfys enid erwan esyllt
eurwen ffion fflur garmon geraint gerallt glesni gruff gruffudd gruffydd guto gwenan gwenda
gwenno gwilym gwion gwynfor hari harri hedd hefin heledd heulwen iago iestyn ifan ifor illtyd
iolo iorwerth iwan lleu llew llinos llion lowri mabli macsen madog mair mared marged medi meinir
meirion meleri menna mererid merfyn mirain morfydd myfanwy myrddin nansi nest nia olwen owena
pryderi rhun sioned siwan steffan tegid tegwen tesni tirion tomos tudur twm wyn
"""

_SOUTH_ASIAN = """
aadam aaditya aaliyah aamina aamir aanya aaradhya aarav aariz aarush aarya aasiyah abdul
abdullah abhishek adeel adil aditi aditya adnan afsana afzal ahsan aisha aishah ajay ajmal akash
akbar akhtar akram akshay alia aliya aliyah aman amandeep amar amarjit ambreen ameen ameera
amina aminah amir amira amit amita amjad amna amrit amrita amritpal anand ananya anil anila
anisa anisha anjali anjana ankit ansar anum anushka anwar aqib aqsa areeba arif arjan arjun
armaan arooj arshad arun aruna arvind asad asha ashfaq ashok ashraf ashwin asif asim asiya asma
ateeq atif avni awais ayaan ayan ayat ayesha ayisha ayush azam azhar aziz azra babar baljit
balraj balwinder basharat bashir bharat bhavesh bhavna bilal bilquis birendra bushra chandni
chandra daljit danish danyal daud davinder deepa deepak deepika deepti dev devi dhruv diljit
dilraj dinesh divya ehsan ejaz eshal eshan fahad faheem fahim faisal faiza faizan fakhar farah
farhan farhana farid farida fariha farooq farzana fatima fatimah fawad fazal ferhan fiaz
gagandeep ganesh gaurav gauri geeta girish gita gopal govind gulnaz gulshan gurdeep gurinder
gurjit gurmeet gurpreet gursharan gurvinder hafiz hafsa hafsah haider haleema halima hameed
hamid hamza hamzah hana hani hanif haniya hardeep harish harjit harkirat harleen harman
harminder harneet haroon harpreet harsh harsha harshil harvinder hasan haseeb hasnain hassan
heena hema himesh hira hiren humaira humayun husna hussain ibrahim idrees iftikhar ikra ikram
ilyas imaan imam iman imran imtiaz inaaya inaya inayah iqra iram irfan irum isa ishaan ishan
ishaq ishfaq ishika ishrat ismaeel ismail israr jagdeep jagdish jaginder jagjit jahanara jaspal
jaspreet jasvir jaswinder javaid javed javeria jawad jayesh jayshree jeevan jignesh jitender
jyoti kabir kajal kalpana kalsoom kamal kamaljit kamla kamran kanwal karam karan karanjit karim
karishma kashif kaushal kavita kavya khadija khadijah khalid khalida kinza kiran kirandeep kirit
kirpal kishan komal krish krisha krishan krishna kulbir kuldip kulsum kulwinder kumar kunal
lakshmi latif lubna maham maheen mahek mahesh mahira mahmood mahnoor majid maleeha manav mandeep
mandip mani maninder manish manisha manjinder manjit manjula manmeet manoj manpreet mansoor
maqsood mariya maryum masood meena meenakshi meera mehak mehmood mehreen mehul minal minesh
misbah mishal mobeen moeen moeez mohamed mohammad mohammed mohan mohit mohsin moiz mubarak
mubeen mudassar muhammad mukesh mukhtar mumtaz muneeb muneer munir murad musa musab mushtaq
mustafa muzammil nabeel nabeela nabil nadeem nadir naeem nafisa nagina naheed naila naima najma
namrata nandini naresh nargis narinder naseem naseer nashit nasir nasreen nasrin nasser navdeep
naveed naveen navjot navpreet nawaz nayan nazia nazir nazma nazmin neelam neeraj neeta neha nida
nighat nikesh nikhil nila nilam nilesh nimra nimrat nirav nirmal nirmala nisa nisar nisha nishat
nitin noman noor noreen nosheen nusrat omair omar onkar osama osman padma pankaj paramjit paresh
parminder parmjit parul parvati parveen parvez pavan pawan pooja prabhdeep prabhjot pradeep
prakash pranav prashant pratik praveen preeti preetinder prem priti pritpal priya priyanka puja
pushpa qadir qasim rabia radha radhika rafaqat rafiq raheel rahil rahim rahima rahul rais raj
raja rajan rajeev rajesh rajinder rajiv rajni rajvir rakesh rakhi ram ramesh rani ranjit ranveer
rashid rashida rashmi raveena ravi ravinder ravindra razia rehan rehana rehman rekha renu reshma
rida rishi ritu rizwan rizwana rohit romesh roshan rozina rubeena rubina rukhsana rukhsar
ruksana rupa rupinder ruqayya ruqayyah saad saba sabah sabeen sabiha sabina sabir sachin sadaf
sadia safa safia safiya safiyyah safwan sahar sahib sahil sahra saif saima saira sajid sajida
saleem saleha salim salma salman saman sameena sameer sameera samia samina samir samira samra
sana sandeep sandip sangeeta sania saniya sanjay sanjeev sanjit santosh saqib saqlain sarfraz
sarita sarwar satinder satish satnam satpal saurabh savita sehar selim shabana shabaz shabir
shabnam shafiq shafqat shagufta shahbaz shaheen shahid shahida shahnaz shahrukh shahzad shahzaib
shaila shaista shakeel shakil shamim shamima shamraiz shanaz shanti sharan sharif sharmila
sharmin shaukat shazia sheetal sheraz shilpa shirin shivam shivani shoaib shobha shreya shubham
shuja sidra sikandar simran simranjit sindhu sita sobia sohail sonal sonali sonam suhail suhana
sukhdeep sukhjit sukhpreet sukhraj sukhvinder sukhwinder sulaiman suleman sultana sumaira
sumaiya sumaiyah suman sumayyah sumeet sumera sundeep sunil sunita suraj suresh surinder surjit
sushila sushma swati syeda tabassum tahir tahira tahmina taiba talat talha tamanna tanisha
tanveer tanvi tanvir taran taranjit tariq tarun taslim taslima tasneem tauseef tayyab tayyaba
tayyibah tejal tejas thushara trisha tulsi uma umaima umair umar umer urooj usha usma usman
uzair uzma vaishali vandana vanita varsha varun vasant veena vibha vijay vikas vikash vikram
vikrant vimal vinay vineet vinod vipul virender viresh vishal vivek wahid wajid waleed waqar
waqas waseem wasim yadav yahya yaqub yaseen yash yashika yasin yasir younis yousaf yousuf yunus
yusra yusuf zafar zahid zahida zahir zahira zahra zaib zaid zaina zainab zaira zakariya zakir
zaman zareen zarina zeenat zeeshan zia zishan ziva zobia zoha zohaib zubaida zubair zulfiqar
zunaira
"""

_ARABIC_PERSIAN_KURDISH_AND_TURKISH = """
abbas abdalla abdallah abdelrahman abdirahman abdulaziz abdulrahman abed aboud afra ahlam ahmad
ahmed ahmet akif alaa alaeddin alireza amal amani amer amin amineh anas arash ardalan arezoo
arman arwa asal asena atefeh ayhan aylin ayman aynur ayse aysel aysha azad azadeh aziza baran
baris basel bassam behnam behrouz berfin berivan beyza bijan burak cem cemal ceren dalal dalia
darya defne demir deniz derya diaa dilan dina diyar djamila ebru ecrin efe ela elham elif emad
emine emir emrah emre enes eren erkan esra eymen fadi fadia fadil fahd fahmi farhad fariba faris
farzad fatemeh fatma fawzi fawzia feras ferhat feyza firas fouad ghada ghassan ghazal gokhan
golnaz gulay gulsen hadi hadiya haitham hakan hala halil hamad hamed hamoud hamse hanaa hanan
haneen hanin haval hawraa hayat haydar heba hesham heval hiba hikmat hind hisham hoda hosam
hossein houda huda husam huseyin hussein ibtisam ihab ilham ilker imad inas isra israa issa
jaber jafar jalal jalil jamal jameela jamil jamila jana jawaher jihan joud judi jumana kaan
kadir kaveh kawa kemal kenan keyvan khaled khalil khawla koray lamar lamia latifa layan laylah
layth leyla lujain maha mahdi maher mahin mahmoud mahmut mahsa mahtab mais malak malek marwa
marwan masoud masoumeh maysa mazen mehdi mehmet mehran melek melike meltem merve meryem milad
mirza moayad mohamad mohsen mojtaba morteza mouna mounir mourad muath mujtaba muna munther murat
mustapha nabila nada nader nahid nahla najib najwa narin nasim navid nawal nazanin nazli nevin
nihal nijad niloofar niloufar nima nisreen niyaz nour noura nur nura nuray nurcan nuri obaid
oguz okan omran onur ozan ozge ozlem parham parisa parvin payam pegah pelin peyman qais qusai
rabee rabih raed rafat raghad rahaf rahma rakan ramazan rami ramin ramy rana rand rania ranya
rasha rasheed rasool rawan rayan rayyan razan reem reza rima rizgar rojin roksana rozan rozita
ruba ruken saadia sabri sadegh saed saeed saeid saja salah salam saleh salem salih salwa samaneh
samar sameh samer sami sanaa sareh savas seda sedat sefa selin selma selman semih sena serap
serdar serkan servet sevda sevgi sevval shadi shahd shahin shahram shaima shayan sheida sherin
sherwan shilan shima shler sibel sina sirwan siyavash soheila soner soran soraya suad sudenaz
sumaya taha taher talal tamer tarek tareq tolga tuba tugba tuncay ugur umut usama vahid volkan
wael wafa wafaa walid wasan weam wissam yaman yara yasemin yaser yassin yazan yigit yilmaz
yousef youssef yusef zakaria zakia zana zaynab zehra zeinab zeyad zeynep ziad zilan ziyad zohreh
zuhal
"""

_AFRICAN_AND_CARIBBEAN = """
abayomi abdi abdullahi abeba abebe abena abike abimbola abiodun abiola abiona abla adaeze adama
adanna adaora ade adebayo adebola adedayo adekunle adeola aderonke adesola adetokunbo adjoa
adwoa afia afolabi afua aichatou aissatou ajani akeelah akeem akin akinola akosua akua akwasi
alem alemayehu almaz amadou amaka amara amarachi aminata amma anaya anesu angelo aniekan antwan
arafat arsema asante asantewaa ashanti awa aweys ayana ayanle ayanna ayo ayobami ayodeji ayodele
ayomide ayomikun azeb azeez babajide babatunde babs bamidele bankole barwaqo bashiir bereket
berhane betel betelhem biniam binta blessing bola bolaji bolanle boluwatife bongani bosede
boubacar bright bukola busisiwe chiamaka chiara chibuike chibuzo chichi chidera chidi chidinma
chidubem chiedza chika chimamanda chinasa chinaza chinedu chinelo chinenye chinonso chinwe
chioma chipo chisom chizoba chuka chukwudi chukwuebuka chukwuemeka dalmar damilola dawit dayo
dejen deka demba deqa destiny devante dieynaba djeneba ebele ebo ebube ebuka ebunoluwa efua egal
ejike ekene ekow elikem emeka emem eniola ermias ese esi eskinder esperance eyob farhiya fartun
fatou fatoumata fatuma femi fenet feven fikir filmon filsan florent folake folasade fowsia
fumilayo funmi funmilayo gebre genet ghezae gloire haben habiba habtamu hamdi hamdiya haregu
hawa henok hibaq hiwot hodan hodo ibironke ibrahima ibukun idil idriss ifeanyi ifeoluwa ifeoma
ifrah ifunanya ijeoma ikenna ilhaan imani inioluwa isatou ismahan itoro iyabo iyanu jabari
jahmai jahmal jahzara jamelia jelani jermain jide jomo kadiatou kadija kamari kande karamo
kebede kehinde kelechi kemar kemi kerwin keshia khadar khadra kibrom kidane kobina kofi kojo
kuda kudakwashe kudzai kunle kwabena kwadwo kwaku kwame kwasi kwesi lakeisha lamin latoya lemlem
leul liban lidet liya loveness lul lulit makeda makena malaika malik mamadou mandla marvellous
matthieu mawuli mehari mekdes meron meseret mesfin messeret miriro mobolaji modou mofiyin
mohamud molara momodou mosunmola moussa munashe mussie nadifa naledi naod nasra nassir natnael
nenneh ngozi nhlanhla nimco njeri nkechi nkem nnamdi nneka noluthando nomsa nontando nosa nyasha
obi obinna obioma odion ogechi okechukwu okon ola olabisi oladele olajide olalekan olamide
olanrewaju olasunkanmi olu olubunmi olufemi olufunke olumide oluseyi oluwadamilola oluwafemi
oluwakemi oluwaseun oluwaseyi oluwatobi oluwatosin omari omolara onome onyeka onyinye onyinyechi
opeyemi osagie osas osaze ousmane oyinkansola panashe petronella praise precious quaye quincey
rahel rashaad rashad rekia rokia rotimi rudo ruvimbo sagal samatar sanele saredo sekou selam
selamawit semhar senait senam serwaa seun seyi shadrach shakira shamar shamso shanelle shanice
shaniqua shante shaquille shukri sibongile simbarashe simisola sipho siyanda sizwe sola somto
soyinka sulayman sundus tadele tadesse tafadzwa taiwo takudzwa tamika tanaka tapiwa tariku
tariro tatenda tawanda tayo tega temilade temitayo temitope tendai teniola tesfay tesfaye thabo
thandeka thandi thandiwe themba thulani tichaona tigist tinashe tinotenda titilayo tiwa
tobechukwu tobi tolu tolulope tomi tonderai tope toyin tsegaye tsehay tunde uche ugo ugochi
unathi uzoma vimbai wangari wanjiru winta xolani yaa yaaba yared yaw yemi yemisi yetunde yodit
yohanna yohannes yonas yonatan zahara zainabu zandile zekarias zemzem zeritu zodwa zola zuberi
"""

_CENTRAL_AND_EASTERN_EUROPEAN = """
adela adelina agata agnieszka alban albena alberts aleksandar aleksander aleksandra aleksandrs
aleksei aleksy alena alexandru alexei alicja alin alisa alona altin ana anamaria anatolii anca
andra andras andreas andreea andrei andrej andris andrius andrzej aneta angelika ania antoni
antonina arben arkadiusz arnas arta artan artem artur arturas arturs aurel aurelija aurimas
ausra balazs barbora bartek bartlomiej bartosz beata bela besim besnik blazej bogdan bogdana
boglarka bohdan boris borislav bozena branko cezary ciprian constantin corina cosmin costel
cristian cristiana cristina csaba dace damir danica danijel danuta darija dariusz davit deividas
denis denisa desislava dimitar dimitrij dmitri dmitry dobromir domantas dominika dorian dorina
dorota dragan dragana dragos drita dumitru durim edita edvinas egle eliska elzbieta emil emilija
endrit erjon ernestas erzsebet eszter ewa ewelina fatmir fatos filip filipa flaminia florentina
florian florin flutura franciszek gabija gabor gabriele galina gediminas genta georgi gergana
gheorghe gintare gjergji goran gosia grazyna grzegorz gyorgy hajnalka halina halyna hanna henryk
ieva igor ileana ilir ilona inga ioana ion ionel ionela ionut irena irina iryna iulia iulian
ivana ivaylo ivelina ivo iwona izabela jacek jadwiga jagoda jakob jakub janina janis janusz
jaroslav jaroslaw jerzy jetmir jiri jokubas jolanta jozef judita julita juliusz jurate jurgita
jurij justas justyna kacper kalina kamil kamila karol karolina karolis kasia katarina katarzyna
katya kazimierz kestutis kinga kirill klaudia klevis klodian konrad konstantin kornelia krenar
kristaps kristians kristjan kristof krisztina krystian krystyna krzysztof ksenia ksenija kujtim
larisa laszlo lech lenka leokadia leszek lidia liliya liudmila ljubica loredana lubomir lucyna
luiza lukasz lulzim lyuba lyudmila maciej magda magdolna maja maksim maksym maksymilian
malgorzata malwina mantas marcela marcin marek mariana marija mariola mariusz marjan marketa
marko marlena marta martyna martynas matas matej mateusz matyas michail michalina mieczyslaw
mihaela mihai mihail mikhail miklos mikolaj milena milica milos mindaugas mircea mirela mirjana
miroslav miroslaw misha modestas monika myroslava nadezhda nadiya nadja naglis natalija nataliya
nedyalka nela neringa nevena nicolae nicoleta nicusor nikodem nikola nikolai nikolaj nikolay
nikolett oana octavian ognyan oksana oktawia oleg oleh oleksandr oleksandra oleksii olena olga
oliwia oliwier orsolya ovidiu patrycja patryk pavel pavlo pavol pawel petar petr petras petru
petya piotr plamen radek radka radmila radoslav radoslaw radu rafal raluca ramune rares rasa
rastislav razvan renata rimantas robertas romana romualdas rumyana ruslan ruta ryszard salvija
sandor saulius sergei sergej sergey sergii sergiu simas simona slavka slawomir snezana sofija
sofiya solomiya sorin sorina stanimir stanislav stanislaw stefania stoyan svetlana svitlana
sylwia szabolcs szilvia szymon tadeusz tamas taras tatjana tatyana teodor teodora tetiana tibor
tihomir todor tomasz tomek tsvetan tsvetelina tudora tymon tymoteusz urszula vaclav vadim
valbona valdas valentin valeriu valeriya vanya vasil vasile vasyl veaceslav vesna viktor
viktoria viktoriia viktorija violeta viorel viorica virgil vitalie vitalii vitalija vitaly vlad
vladimir vladislav vojtech volodymyr waldemar weronika wieslaw wieslawa wiktor wiktoria witold
wladyslaw wojciech wojtek xhevdet yana yaroslav yevgeniya yevhen yulia yuliia yuliya yuri yurii
yuriy zbigniew zdenek zdravko zhivko zofia zoltan zoran zorica zsofia zsolt zuzana zuzanna
zydrunas
"""

_ELSEWHERE = """
abel adelaide adriano agustin akira alberto aldo alejandra alejandro alessandra alessandro
alessia alessio alfonso alfredo allegra alonso alphonse alvaro amaia ambrose anabela anais
ananda andres angelique antoine antonio armando arnaud arsenio arturo augusta augustin augusto
aurelie bao beatriz benoit bernardo bettina bing birgit bjorn bruno camila carina carlo carlos
carolina catalina cedric cesar chang chantel chiyo chun claudio clemence clementine concetta
consuelo corentin cruz dante delphine denver diego dieter dimitra dimitri dimitris dinh diogo
domenico dong duarte duc duy edgars eduarda eirini elenora emile emiliano emilio enrico enrique
enzo ernesto esteban estelle esteves eugenia eun fabian fabiana fabio fabrice fabrizio federica
federico felipe fernanda fernando filippo filomena francisca francisco franck franco francois
frida friedrich fritz gaetano gaspar gaston genevieve gerardo gerda giacomo gianluca gianni
gilberto gilda giorgia giorgio giorgos giulia giuliana giulio giuseppe gonzalo gregorio
guillaume guillermo gunther gustav gustavo hans haruto heinrich helga henrique hien hiroshi
hoang hugues hui humberto huong huyen ignacio ilse ines inigo isabela isaura isidora ivette
jacinta jacques javier jeanne jesus jiang jianhong jin jing joana joao joaquim joaquin jorge
jose josefa josefina joselito julieta julio jung junjie jurgen kenji khanh kostas lan lars
laurent laurine leandro lien ling linh liu lorenza lorenzo lourdes lucile luigi luisa luiz maite
manuel manuela marcelo margarida mariangela maribel maricar maricel mariko marisol mateo mathieu
mathilde matias matilde mauricio maximiliano maylin mei mickael ming minh moritz nadege ngoc
nhung nicanor niccolo nicolas noemi nuno olivier ondine oriol pablo paola paolo pasquale paulo
pedro pei phuong pietro pilar quan quang quyen rafaela raul reinhard renato rey ricarda rocio
rodolfo rodrigo rogelio rogerio romain rosalina rosario ruan rui sabine sakura salvador
salvatore sandro santino sebastien sergio shu sigrid silvana silvia silvio sofie soledad soren
spiros stavros stefano susana suzana sven takashi tarik teo thanh thao thi thierry thijs thuy
tiago tiziana tomaso toshi tran trang trinh trung tuan tuyen umberto uwe valeria vasco vasilis
vicente viet vinh vito vitor vittoria wei wen wilson xavier xia xiang xiao ximena xin xiu yan
yang yannick yannis yiannis ying yoko yuan yuki yun yves zhang zhen zhi zhou
"""

FIRST_NAMES = word_set(
    f"{_BRITISH} {_IRISH_AND_GAELIC} {_WELSH} {_SOUTH_ASIAN}"
    f" {_ARABIC_PERSIAN_KURDISH_AND_TURKISH} {_AFRICAN_AND_CARIBBEAN}"
    f" {_CENTRAL_AND_EASTERN_EUROPEAN} {_ELSEWHERE}"
)
