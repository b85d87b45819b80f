"""Surnames that families and colleagues in Britain commonly have.

Put together by hand for this project, as the first names are, and copied from no register or
dataset; marks and capitals are left out. Shapes such as O'…, Mc… and …ski are known by
`bot.domain.likely_names` and need no list. Those that are ordinary words as well stand apart: they
count only beside a first name, an initial or a title, or before "family".
"""

from bot.domain.spelling import word_set

SURNAMES = word_set("""
    abbas abbasi abbott abdi abdullah abdullahi abdulrahman abedi abera abraham achebe adamczyk
    adams adamson addo adebayo adeleke adeniyi adeoye adewale adeyemi afolabi afzal agarwal
    agyemang ahmad ahmadi ahmadzai ahmed aitken ajayi akande akbar akbari akers akhtar akinola
    akintola akram akter alam alavi alexandrescu alexandru ali allan allen allison alvarez alvi
    amin amini amoah ampofo anderson andrade andrews ansah ansari antonescu anwar appiah
    armstrong arora arshad arslan asamoah asante ashcroft ashraf ashworth asiedu aslam aslan
    atas atkins atkinson attwood aujla aydin azam aziz azizi babatunde baig bailey bainbridge
    bains baird balazs balogh balogun banda banerjee banik baptiste barlow barnes barnett baros
    barrett bartlett barzani bashir basra bassey bateman bates batt baxter beckett begum bekele
    belcher bello benjamin bennett benson berisha bernard bevan bhatt bhatti bhogal bhullar bibi
    birkett blackwell blair blake boateng bogdan booth bose botha bourne bowen bowers bowles
    boyce boyd boyle bradley bradshaw brady braithwaite breen brennan briggs broadbent brockbank
    brooke brooks broughton bryan bryant buchanan buckley bukhari bulut burgess burke burnett
    burns burrows butt byers byrne bytyqi cadwallader cahill cairns callaghan callahan cameron
    campbell campos caplan cardenas carlin carmichael carney carr carroll carson carstairs casey
    cassidy castillo castro caulfield celik cervenak cetin chakraborty chand chapman chaudhary
    chaudhry chaudhury chauhan cheung chikwanha chirwa chisholm chohan choi chopra choudhury
    chowdhury christie chukwu ciobanu cisse clancy clark clarke clarkson cleary clegg clements
    clough coady cobb cochrane cody coffey coker cole coleman colgan collier collingwood collins
    combes conlon connell connolly connor conroy considine constantin constantinescu conteh
    conway cooke coombes corbett corcoran cordero cormack cornish corrigan cosgrove costa
    costello coughlan coulibaly coulter cox coyle crabtree craig cranston crawford crawshaw
    crean cristea croft cromwell cronin crossley crowley crowther cruz cullen cummings
    cunningham curran currie cusack dabrowska dabrowski dalton daly danso daoud darby dargan
    darko davenport davey davidson davies davis davison dawes dawson deasy deegan dekker delaney
    demir dempsey denham dervishi desai deshmukh devaney devlin dhaliwal dhillon diallo diaz
    dickinson dickson diggins dillon dimitrov dineen diop dixon dlamini dobbs dobson docherty
    dodd dodds dogan dogra doherty dolan donaldson donnelly donoghue donohoe donovan doody
    dooley doran douglas dowling downes downey doyle dragan drummond dube dudek duffy duggan
    dumitrescu dumitru duncan dunlop dunn dunne dunphy durkan durrani durrant dvorak dyson
    easton ebrahimi eccles edgar edmonds edwards effiong egan egwu ekpo ekwueme elliott ellis
    ellison ellwood elmi emerson enright ercan erdogan espinoza etherington evans everett eze
    fagan fahy fairclough fallon farah farkas farooq farrell farrow fashola faulkner fawcett
    fearon feeney fennell fenton fernandes fernandez ferreira figueiredo findlay finlay finn
    finnegan finnerty firth fitzgerald fitzpatrick flaherty flanagan fleming fletcher florea
    flores floyd flynn fofana fogarty foley fonseca foran forbes forde forrest forrester
    fothergill francis franklin franks fraser frazer fulton furlong gaffney gallacher gallagher
    galloway galvin garcia gardiner garner garrett garside garvey gashi gavin gebremariam
    geoghegan georgescu georgiev georgiou geraghty gethin ghani gheorghe ghorbani ghosh ghulam
    gibbs gibson gichuru gilbert gilchrist gildea giles gillespie gillies gilligan gilmour
    githinji gittins gjoka glynn godfrey gohil goldberg golding gomes gomez gonzales gonzalez
    gooch goodall goode goodman goodwin gordon gorman gorski goswami gough gould grabowski
    graham greaves greene greenwood gregory grewal griffin griffiths grimshaw grogan guerrero
    gunar gupta gustafsson gutierrez gwilym gwynne gyamfi habib hackett haddad hadley hague
    haider haigh haile haines hakimi hales haley halliday halliwell halpin hamdi hameed hamidi
    hammond hancock handley hanif hanley hanlon hanna hanrahan hanson haq hardcastle harding
    hargreaves harkness harper harrington harris harrison harte hartley harvey harwood hasan
    hashemi hashim hashimi haslam hassan hassani hassanzadeh hathaway haughton hawkins haworth
    hayat hayes hayward hazell heaps heaton heffernan hegarty henderson hendry hennessy
    henriques henry herbert herlihy hernandez herrera hewitt hibbert hickey hicks higginbotham
    higgins hinchliffe hinds hirst hobbs hobson hodge hodges hodgkinson hodgson hogan holbrook
    holdsworth holloway holmes holroyd hopkins hopkinson horan horvath horvathova hossain
    hosseini hothi houghton howard howarth howe howell howells howlett hoxha hubbard hudson
    hughes humphreys humphries huq hurley hurst hussain hussaini hussein hussey hutchings
    hutchinson hutton huxley hyland ibrahim idowu idris igwe ikram ilie inglis ingram ioannou
    ionescu iordache iqbal irvine irving isaacs ismail ivanov ivanova jabeen jablonski jackson
    jacobs jafari jahangir jalloh jamal jamieson jamshidi janjua jankauskas jankowski jarvis
    jassal javed jefferson jeffries jenkin jenkins jenkinson jennings jensen jimenez johal
    johansson johns johnson johnston johnstone jones joseph joshi juarez judd juhasz jutla kabir
    kaczmarek kalinowski kalsi kamal kamara kaminski kandola kane kapoor karia karim karimi
    kariuki kaur kavanagh kazlauskas kazmi keane kearney keating keaveney keegan keenan kehoe
    kelleher keller kellett kelly kemp kendrick kenneally kennedy kenny kenyon keogh kerr khalid
    khalil khaliq khan khanna khatoon khatun khokhar kidd kiely kiernan kilic killeen kilmartin
    kimani kinsella kipkorir kirby kirk kirkham kirkpatrick kirkwood knott knowles kovac kovacs
    kovalenko kowalczyk kowalska kowalski kozak krasniqi kravchenko krawczyk krol kubiak kumar
    kumari kuznetsov kwarteng kwiatkowski lacatus lacey lacroix lakatos lakhani lambert lamont
    lang larkin latham latif lavelle laverty lawal lawler lawrence lawrie lawson lazar leach
    leahy leary lebowski lees leigh lenihan lennon leonard leslie lester lewandowski lewis limbu
    lindley lindsay linton livingstone llewellyn lloyd lockwood logan lomax lopes lopez lorimer
    loughran lovell lowney lowry lucas lumb lungu lupu lydon lynch lyons macauley maclean
    macleod madden maddox magee maguire maher mahmood mahmoud mahmud mahoney maina majewski
    majid makoni malhotra malik mallon malone maloney mandal mangena mannion mansoor marku
    martinez martins masih masood massey matei mathers matheson mathews mathieson matthews mattu
    maughan mavuso maxwell mayer maynard mazur mbatha mbeki meagher mears medeiros meehan
    mehmood mehta melia mellor melnyk mendes mendoza mensah mercado mercer meredith merrick
    mhlanga miah mian michaels michalak mihai mikulova milburn millar milligan milne mirza
    mistry mitchell modi moffat mohamed mohammad mohammadi mohammed mohan mohanty moldovan
    molina molloy molnar moloney monaghan monga montague monteiro mooney moore moradi morales
    moran moreno morgan moriarty moroney morris morrison morrow mortimer morton mottram mousavi
    moyo mubarak mugabe muhammad muir mujahid mukherjee mulcahy muldoon mulhern mulligan mullins
    mulvey munday munir munteanu murdoch murphy murray mustafa mutasa mwangi myers nadeem nagra
    nagy naidu nair nakamura nally nandra naqvi nash nath naughton navarro nawaz naylor nazar
    nazari nazir ncube ndiaye ndlovu neagu neal neale neary nelson nemeth neville newby newell
    newton ngugi nguyen niazi nichol nicholls nichols nicholson nicol nikolov nisar nistor nixon
    nkosi nolan noonan noori norris novak novotny nowak nowicki nugent nunes nuttall nwachukwu
    nwankwo nwosu nyambura nyathi nyoni oakes oakley obrien ochieng oconnor odhiambo oduya ogden
    ogunleye ojo okafor okeke okon okonkwo okoro okoye okpara oladipo olivares oliveira oliver
    oloruntoba olsen olszewski oluwole omondi oneill onuoha onyango opoku oppong oreilly ormerod
    ortega ortiz osagie osborn osborne osei osman osullivan otieno ouedraogo owen owens owusu
    oyelaran ozturk padgett paine pandey pandya panesar papadopoulos papp parfitt parkes parkin
    parkinson parmar parr parry parsons parveen patel paterson patil patterson pattinson pawar
    pawlak pawlowski payne pearce pearson pemberton pendleton penry pereira perera perez perkins
    perry peters petersen peterson petkov petrauskas petrov pettigrew phelan phillips pickering
    pickles pilkington pillai pinto piotrowski pokorny polat pollard ponting poole popa popal
    popescu poulter powell prasad pratt prentice prescott pretorius prifti pritchard probert
    procter prosser prydderch pryce pugh purcell purdy purewal purohit qadri qasim quigley
    quinlan quinn quirke qureshi radcliffe radford rafferty rafiq rahimi rahman rahmani ramirez
    ramos ramsay ramsbottom ramsden ramsey rana randall randhawa rao rashid rasmussen rasooli
    ratcliffe rathod rathore rauf raval rawat rawlings rawson reddy redfern redmond rees reeves
    regan rehman reid reilly reyes reynolds rezaei rhodes rhys riaz ribeiro richards richardson
    riddell ridley rigby riley ritchie rivera riyaz roberts robertson robins robinson robson
    roche rodgers rodrigues rodriguez rogers romero rooney roscoe rosenberg ross rossi rothwell
    rourke rowe rowland rowlands rowley roy ruane rudd ruiz rushton russell rusu rutherford ryan
    saad sabir sabo sadeghi sadiq sadler saeed sagoo sahin sahota saini salah saleem saleh salim
    samra sanchez sanders sanderson sandhar sandhu sankara santos sarfraz sarkar sarwar saunders
    scanlon schmidt schofield schultz scott scully seddon sehmi sesay sethi sewell seymour
    shabir shackleton shafiq shah shaheen shahid shahzad shaikh shanahan shankar sharif sharifi
    sharma sharpe sharples shaughnessy shaukat shaw shearer sheedy sheehan sheerin shehu sheikh
    shelton sheppard shergill sheridan sherwood shevchenko shevchuk shiels shinwari shukla
    sibanda siddiqi siddique siddiqui sidhu sikora silva simmonds simmons simms simpson sims
    sinclair singh sinha skeggs slattery sloan smalley smith smyth smythe snell soares sohal
    solanke solanki solomon soto souza spence spencer spillane ssali stanescu stanikzai
    stankevicius stanton stapleton staunton steadman steele stephens stephenson stepien stevens
    stevenson stewart stoddart stoica stojanovic stokes stoyanov stubbs sturgess sule suleman
    sullivan sultana sutcliffe sutherland svoboda swain swann sweeney syed sykes szabo
    szczepanski szewczyk szymanski taheri tahir tancos tanna tanveer tariq tate taylor tehrani
    tembo tennant tesfaye tetteh thakur thandi thapa thind thomas thompson thomson thorne
    thornton thorpe tiernan tierney tindall tkachenko tobin todd todorov tokar toland
    tomaszewski tomlinson toth toure townsend traore travers treacy trevena trivedi tshabalala
    tudor tully turnbull turner turpin twomey tyler tyrrell tyson uddin udoh ullah umar unsworth
    urbonas usman vaghela vance varga vargas varley varma vasile vasilev vasquez vaughan vega
    verma vickers vincent virk vishwanathan voigt vora vyas waheed wahid wainwright waite
    walczak waldron wallace waller wallis walmsley walsh walters wambui wanjiku warburton waring
    warner warren warsame waterhouse watkins watson watt watts weaver webb webber webster weir
    wekesa welch weldon weston wheatley wheeler whelan whitaker whitehead whitehouse whitehurst
    whiteley whitmore whittaker whyte wieczorek wiggins wilcox wilde wilding wilkes wilkins
    wilkinson willard williams williamson willis wilson winn winstanley winterbottom winters
    wisniewska wisniewski wogan wojcik wolfe woodward woolf woolley wooton worrall worthington
    woulfe wozniak wright wrigley wyatt wynne yadav yaqoob yasin yates yavuz yeates yeboah
    yildirim yildiz yilmaz yorke yousaf yousefi yusuf yusufzai zadran zafar zaheer zahid zahiri
    zaidi zajac zaman zamani zawadzki zhang zheng ziauddin zielinski zubair zukauskas zulu zuma
    """)

ALSO_WORDS = word_set("""
    archer ash baker ball banks bannister barber barton bass beach bean beaumont bell bentley
    berry best bi birch bird bishop black blackburn bloom bolton bond boon bowman brewer bridge
    bridges brook brown buck bull bullock burn burton bush butcher butler cannon carpenter
    carter cash castle chambers chance chandler chapel chase christmas church clay clayton cliff
    constable cook cooper cope copeland corr cotton court cousins crane crook cross crow crown
    dale dance dar darling das day dean dear dent denton devine doe dove draper duke dye dyer
    eagles earl early east england english falconer farmer field fielding fields finch fish
    fisher flint flower flowers ford forest foster fowler fox france free freeman french frost
    fry fuller gale gardner garland gates gay george german gibbons gill glover gold good grant
    graves gray green grey grove groves guest gunn gunner guy hale hall ham hamilton hand hardy
    hare hart hastings hatch hawk hay head heath hector hedges heywood hill hills hilton holden
    holder holland holt hood hook hope horn horne horton house hull humble hunt hunter ireland
    islam ivory ivy james jay jewell jordan joy joyce judge kang kaya keen kent key keys kilburn
    king kitchen knight kola laing lake lally lamb lancaster lane langley law lawn laws le leaf
    ledger lee legg li light lightfoot lily lim lin lincoln ling link lis lister little liu lock
    locke lodge long lord love lowe luck ma mace major mann manning march marsden marsh marshall
    martin mason may mead middleton miles mill miller mills mines monk moody moon moor morley
    moss mount munro newman ng nightingale noble norman north norton nurse ogle oldfield orr
    pace packer page pal palmer park parker parks parrott partridge paul peacock peak pearl peck
    peel penn penny pepper pinder piper pitt plant plummer pole pope porter potter power preston
    price priest prince prior proctor quick rafter rai raja rand raven ray read reader reed
    reeve rice rich richmond ridge ring rivers roach rock roe root roper rose rush safi sage
    saint salmon salt sands savage sawyer sayer seal selby self sell sen senior seth sharp sheen
    shepherd shields shore short silver singer skelton skinner slack slade slater small smart
    snow soni sood spark sparks speed spicer spring squire squires stack stafford stamp stan
    stanley steel stern steward stirling stock stone street strong summer summers sutton swan
    swift tailor talbot tanner teller temple tester thorn tiller tipping toner tong town tran
    tripp true tuck tucker underwood upton vale valentine vine wade waits wake walker wall
    walton ward ware waters way weeks wells welsh west wharf wheat white whitfield whittle wild
    wilder will windsor winter wise wolf wong wood woodcock wooden woodhouse woods worth wren wu
    yang york young
    """)
