// A library of any size, as one might become: titles of real conditions and real choices, the same at every run.
// Without numbers: a number in a title needs a line in the evidence trail, and these decisions are copies of another's.

/** What people have, and what they can choose from. */
const subjects = `
Glue ear: grommets, hearing aids, waiting to see
Hearing loss with age: hearing aids, a cochlear implant, lip reading classes
Ménière's disease: water tablets, injections through the eardrum, balance training
Tinnitus: sound therapy, talking therapy, hearing aids
Sore throats that keep coming back: taking the tonsils out, antibiotics, waiting
Blocked sinuses: nose sprays, rinsing with salt water, sinus surgery
Nosebleeds: cream, sealing the vessel, packing
Snoring and sleep apnoea: a breathing mask, a mouthguard, losing weight
Cataracts: surgery now, stronger glasses, waiting
Glaucoma: eye drops, laser, a drainage operation
Wet macular degeneration: injections at fixed times, injections as needed, no more injections
Short sight: contact lenses, laser eye surgery, glasses
A squint: patching, glasses, muscle surgery
Dry eyes: drops, plugs for the tear ducts, warm compresses
Migraine: tablets every day, tablets for attacks, injections
Tension headaches: painkillers, physiotherapy, relaxation
Epilepsy: a first medicine, a second one with it, surgery, a special diet
Parkinson's disease: levodopa, patches, deep brain stimulation
Multiple sclerosis: infusions, injections, tablets, no treatment for now
Stroke prevention after a mini stroke: aspirin, clopidogrel, an artery operation
Carpal tunnel syndrome: a splint, a steroid injection, surgery
Sciatica: exercise, injections into the back, taking out part of a disc
Low back pain: exercise, manual therapy, painkillers, pain classes
A slipped disc in the neck: a collar, physiotherapy, fusion surgery
Spinal stenosis: decompression, walking programmes, injections
Guillain-Barré syndrome: immunoglobulin, plasma exchange
Bell's palsy: steroids, antivirals, eye care only
Motor neurone disease: a feeding tube, breathing support, riluzole
Early dementia: medicines for memory, activity groups, support at home
Restless legs: iron, dopamine tablets, changes to sleep
Knee osteoarthritis: exercise, injections, part of a new knee, a whole new knee
Hip osteoarthritis: exercise, painkillers, hip replacement
A torn knee ligament: reconstruction, rehabilitation alone
A torn meniscus: keyhole surgery, physiotherapy
Frozen shoulder: injections, stretching under anaesthetic, physiotherapy
A torn rotator cuff: repair, exercise, injections
Tennis elbow: a strap, shock waves, steroid injections
Bunions: wider shoes, insoles, surgery
Heel pain: stretching, insoles, shock waves
A broken wrist: a plaster, a plate, wires
A broken hip: fixing, part of a new hip, a whole new hip
A broken collarbone: a sling, a plate
Dupuytren's contracture: needle release, surgery, leaving it alone
Gout: allopurinol, diet, treating attacks only
Rheumatoid arthritis: methotrexate, biologic injections, tablets that block JAK
Ankylosing spondylitis: exercise, anti-inflammatory tablets, biologics
Lupus: hydroxychloroquine, steroids, stronger medicines
Sjögren's syndrome: artificial tears, pilocarpine, mouth gels
Osteoporosis: tablets, a drip, injections, exercise and calcium
Fibromyalgia: graded exercise, antidepressants, talking therapy
Scoliosis: a brace, watching, spinal fusion
Asthma: a preventer inhaler, one inhaler for all, tablets
COPD: inhalers, lung rehabilitation, oxygen at home
Lung nodules: scans, a biopsy, surgery
Lung cancer screening: a scan each year, no scan
Early lung cancer: surgery, focused radiotherapy
Cystic fibrosis: modulators, nebulised antibiotics
Lung fibrosis: antifibrotic tablets, oxygen, comfort care
High blood pressure: tablets, less salt, losing weight, watching
High cholesterol: statins, other tablets, diet alone
Atrial fibrillation: blood thinners, rate tablets, ablation, a shock to the heart
Angina: medicines, stents, bypass surgery
Heart failure: a pacemaker, more tablets, a defibrillator
A narrow aortic valve: open surgery, a valve through the groin, medicines
A leaking mitral valve: repair, replacement, a clip
An aortic aneurysm: watching, open repair, a stent graft
Varicose veins: laser, foam, stockings, stripping
Leg artery disease: supervised walking, stents, bypass
Deep vein thrombosis: tablets for some time, lifelong tablets, stockings
Raynaud's: warm clothes, nifedipine, infusions
Fainting: salt and fluids, a pacemaker, tilt training
Type 2 diabetes: metformin, weight loss, injections, insulin
Type 1 diabetes: a pump, several injections a day, a closed loop
Gestational diabetes: diet, metformin, insulin
An overactive thyroid: tablets, radioactive iodine, surgery
An underactive thyroid: levothyroxine, watching
Thyroid nodules: a biopsy, watching, taking out part of the gland
Polycystic ovaries: the pill, metformin, weight loss
Obesity: a diet programme, injections, a gastric sleeve, a bypass
Low testosterone: gel, injections, no treatment
Gallstones: keyhole surgery, watching, dissolving tablets
Heartburn: acid blockers, diet, surgery
Barrett's oesophagus: endoscopy, heat treatment
Coeliac disease: a gluten-free diet, help from a dietitian
Crohn's disease: biologics, azathioprine, bowel surgery, liquid diet
Ulcerative colitis: mesalazine, biologics, a pouch, a stoma
Irritable bowel: low FODMAP diet, peppermint oil, antidepressants
Diverticulitis: antibiotics, resting the bowel, surgery
Piles: banding, creams, surgery
Anal fissure: ointment, botulinum toxin, surgery
Inguinal hernia: open repair, keyhole repair, watchful waiting
Appendicitis: surgery today, antibiotics first
Bowel cancer screening: a stool test, a colonoscopy, no test
Rectal cancer: surgery first, chemoradiation, watch and wait
Hepatitis C: a short course of tablets, a long course of tablets
Fatty liver: weight loss, vitamin E, scans
Kidney stones: shock waves, telescope surgery, waiting to pass it
Chronic kidney disease: home dialysis, hospital dialysis, transplant, conservative care
Overactive bladder: bladder training, tablets, botulinum toxin, nerve stimulation
Stress incontinence: pelvic floor exercises, a sling, bulking injections
Urine infections that come back: low-dose antibiotics, cranberry, vaginal oestrogen
Bedwetting: an alarm, desmopressin, rewards
An enlarged prostate: tablets, steam treatment, laser, resection
Early prostate cancer: active surveillance, surgery, radiotherapy
Erection problems: tablets, a pump, injections, counselling
Vasectomy and other contraception: vasectomy, a coil, an implant, the pill
Undescended testicle: surgery early, waiting
Heavy periods: a hormone coil, tablets, ablation, hysterectomy
Fibroids: embolisation, myomectomy, hysterectomy, medicines
Endometriosis: hormones, keyhole surgery, painkillers
Menopause: hormone therapy, talking therapy, non-hormone tablets
Prolapse: a pessary, surgery, exercises
Miscarriage: waiting, tablets, a small operation
Birth after a caesarean: vaginal birth, another caesarean
A breech baby: turning the baby, planned caesarean, breech birth
Labour that is late: induction, waiting with checks
Pain relief in labour: an epidural, gas and air, a birth pool
Fertility treatment: IVF, insemination, ovulation tablets, stopping
Tests in pregnancy: a blood test for Down's syndrome, amniocentesis, no test
Breast screening: mammograms, no mammograms
Early breast cancer: lumpectomy and radiotherapy, mastectomy, reconstruction
Breast reconstruction: an implant, own tissue, staying flat
BRCA genes: preventive surgery, MRI scans, tablets
Ovarian cysts: watching, keyhole surgery
Cervical cell changes: treatment now, a smear later on
Depression: talking therapy, antidepressants, both, exercise
Anxiety: guided self-help, talking therapy, tablets
Panic attacks: breathing training, CBT, antidepressants
Bipolar disorder: lithium, quetiapine, lamotrigine
Psychosis: tablets, long-acting injections, family therapy
ADHD: methylphenidate, parent training, school support
Insomnia: sleep therapy, tablets for a short time, melatonin
Alcohol dependence: detox at home, detox in hospital, naltrexone
Stopping smoking: patches, varenicline, vaping, group support
Opioid dependence: methadone, buprenorphine, residential care
Eating disorders: family therapy, day care, inpatient care
Post-traumatic stress: EMDR, trauma-focused therapy, medicines
Eczema: moisturisers, steroid creams, light therapy, dupilumab
Psoriasis: creams, light therapy, methotrexate, biologics
Acne: gels, antibiotics, the pill, isotretinoin
Rosacea: metronidazole gel, laser, avoiding triggers
Basal cell skin cancer: surgery, cream, light treatment, radiotherapy
Melanoma: wider surgery, lymph node biopsy, immunotherapy
Warts: freezing, acid, leaving them alone
Hair loss: minoxidil, finasteride, transplant, wigs
Shingles vaccine: vaccine now, vaccine later, none
Hay fever: tablets, nose sprays, desensitisation
Peanut allergy: strict avoidance, oral immunotherapy
HIV prevention: a daily tablet, tablets around sex, injections
Sickle cell disease: hydroxycarbamide, transfusions, gene therapy
Low-grade lymphoma: watch and wait, rituximab, chemotherapy
Myeloma: transplant, tablets, a trial
Chronic leukaemia: watching, targeted tablets
Iron deficiency: tablets, a drip, diet
Brain tumours: surgery, radiotherapy, scans
Bladder cancer: a new bladder, a stoma, bladder-saving treatment
Kidney tumours: freezing, part of the kidney out, watching
Pancreatic cancer: chemotherapy first, surgery first, comfort care
Liver tumours: transplant, heat treatment, chemotherapy by the artery
Advanced cancer: more chemotherapy, a trial, hospice care
Tube feeding in dementia: a tube, careful hand feeding
Resuscitation: CPR, no CPR
Care at the end of life: home, hospice, hospital
Wisdom teeth: taking them out, leaving them in
Missing teeth: implants, a bridge, dentures, leaving the gap
Tooth decay: a filling, a crown, root canal, taking it out
Gum disease: deep cleaning, gum surgery
Crooked teeth: fixed braces, clear aligners, no braces
Tongue tie: dividing it, feeding support
Reflux in babies: thicker feeds, medicines, waiting
Croup at home: steroids, steam, watching
Fever in children: paracetamol, ibuprofen, comfort alone
Ear infections: antibiotics now, a delayed prescription, painkillers
Flat feet: insoles, exercises, surgery
`.trim().split('\n').map((line) => {
  const [name, choices] = line.split(': ');
  return { name, choices: choices.split(', ') };
});

/** Whom a page is for. */
const people = `who have just been told|whose first treatment did not help|who want to avoid surgery|who are thinking about surgery|
who have had this for long|who take many other medicines|with mild symptoms|with symptoms that trouble them every day|
who cannot take tablets|before they see a specialist|who want to go back to work soon|with nobody to help at home|and their families|
who had side effects|who would rather wait|whose tests were not clear|at higher risk than most|who drive for a living|
with another long illness|who are afraid of needles|after a hospital stay|late in life|in old age|in young years|who work nights|with diabetes|
with weak kidneys|with a heart condition|who live far from a hospital|with a learning disability|who care for somebody else|
who were told there is no hurry|who must decide within weeks|and those close to them`.replaceAll('\n', '').split('|');

/** Numbers from 0 up to 1, the same at every run (mulberry32). */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const slug = (words) => words.normalize('NFD').replace(/[\u0300-\u036f']/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

/** So many topics, no two of one title: `{ id, title, whom }`. */
export function topics(count, seed = 1) {
  const roll = dice(seed);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const titles = [
    (name, a, b) => `${name}: ${a} or ${b}`,
    (name, a) => `${name}: should I choose ${a}?`,
    (name, a, b, rest) => (rest.length ? `${name}: ${a}, ${b} or ${rest[0]}` : `${name}: ${b} or ${a}`),
    (name, a) => `${a[0].toUpperCase()}${a.slice(1)} and other ways to treat ${name.replace(/^(A|An) (?=[a-z])/, (word) => word.toLowerCase())}`,
    (name, a) => `${name}: is it time for ${a}?`,
  ];
  const made = new Map();
  while (made.size < count) {
    const { name, choices } = pick(subjects);
    const shuffled = choices.map((it) => [roll(), it]).sort(([a], [b]) => a - b).map(([, it]) => it);
    const title = pick(titles)(name, shuffled[0], shuffled[1], shuffled.slice(2));
    const id = slug(title.replace(/: (should I choose |is it time for )?| and other ways to treat /, ' ')).split('-').slice(0, 5).join('-');
    const [one, other] = [pick(people), pick(people)];
    const whom = one === other ? `for people ${one}` : `for people ${one}, ${other}`;
    if (!made.has(id) && ![...made.values()].some((it) => it.title === title)) made.set(id, { id, title, whom });
  }
  return [...made.values()];
}

/** The lines of a library's file. */
export const lines = (list) => list.map(({ id, title, whom }) => `- [${title}](${id}/en/decision.md): ${whom}\n`).join('');
