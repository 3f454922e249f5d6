// Words that passwords are made of when little thought goes into them: the most frequent ones of the
// list in zxcvbn-ts (MIT, Daniel Wheeler and Dropbox, collected from published leaks), and ours.
const WORDS = new Set(
  `
  password qwerty dragon baseball football monkey letmein shadow master michael mustang qwertyuiop
  superman jordan qazwsx jennifer hunter harley zxcvbnm asdfgh buster andrew batman soccer tigger
  charlie robert sunshine thomas iloveyou ranger daniel hockey george computer michelle jessica
  starwars pepper zxcvbn freedom princess joshua maggie ginger amanda ashley cheese nicole summer
  matthew chelsea dallas matrix william yankees taylor corvette austin access martin heather
  thunder merlin secret diamond anthony hammer silver gfhjkm justin patrick richard bailey
  internet samantha golfer scooter test orange cookie maverick jackson sparky mickey phoenix
  bigdog snoopy guitar whatever chicken morgan andrea camaro mercedes peanut ferrari cowboy falcon
  welcome samsung steelers joseph smokey dakota melissa arsenal boomer eagles tigers marina nascar
  gateway porsche yellow monster spider diablo hannah bulldog junior london purple compaq lakers
  iceman cowboys money banana boston brandon tennis johnny miller coffee scooby edward nikita
  mother yamaha brandy barney chester oliver charles player knight forever steven rangers midnight
  chicago redsox victoria badboy angel please fender chris jasper james slayer rabbit natasha
  rachel marine wizard marlboro raiders prince casper fishing flower crystal jasmine adidas winner
  winter gandalf enter ghbdtn angela mike golden lauren cocacola winston madison angels panther
  shannon sophie johnson asdfasdf david toyota tiger murphy canada danielle jonathan cooper apples
  jackie dennis black john sandra pokemon slipknot carlos qazxsw scorpion qwaszx nathan startrek
  rainbow asdfghjkl newyork gemini cameron qazwsxedc florida liverpool turtle nicholas viking
  wilson sierra doctor rocket victor dolphins captain bandit jaguar packers pookie peaches asdf
  blue dolphin helpme tucker tiffany maxwell jeremy qwertyui debbie albert maddog monica alex
  united giants nirvana metallic hotdog rosebud mountain benjamin warrior stupid elephant success
  bonnie alexis lucky jason scorpio samson azerty freddy driver willie calvin sydney gators dexter
  bubba creative golf voodoo happy arthur trouble america nissan gunner rebecca stella garfield
  gordon jessie parker asdfghjk apollo jack eminem december legend airborne beavis august bear
  apple brooklyn godzilla skippy buddy qwert kitten magic shelby phantom fred nothing asdasd
  williams xavier braves darkness travis copper tomcat platinum qweqwe bigboy green power animal
  police online voyager fish sniper trinity walter blazer heaven snowball bubbles loveme cricket
  marvin willow donkey topgun nintendo saturn family november gabriel destiny pakistan pumpkin
  digital sergey chance explorer redwings therock runner lasvegas guinness beatles fire christin
  celtic broncos andrey babygirl nelson donald scott eclipse cartman fluffy louise michigan
  testing carolina little samuel alexande birdie steve cherry pantera sharon gibson vampire mexico
  peter buffalo montana genius beer flyers maximus school minecraft lovely stalker metallica
  doggie carter love hello private passwort admin administrator changeme default login root user
  preflight production korea seoul naver kakao dkssud tkfkdgo qlalfqjsgh rkskek 비밀번호 사랑해 대한민국
  안녕하세요
  trustno bullshit asshole fuck shit swordfish wolfpack blink rush letme abcd sexy baby angel lover
  hotmail gmail facebook google linkedin monster spring autumn monday friday sunday passw passwd
`
    .trim()
    .split(/\s+/),
);
const LONGEST_WORD = Math.max(...[...WORDS].map((word) => word.length));

// In the order in which fingers find them.
const RUNS = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "qwertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1qa2ws3ed4rf5tg6yh7uj8ik9ol0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "1q2w3e4r5t6y7u8i9o0p",
  "112233445566778899",
  "111222333444555666777888999",
].flatMap((run) => [run, [...run].reverse().join("")]);

// Whoever knows the words and the runs tries few of them together: so many pieces are the least.
const MIN_PIECES = 4;
const MIN_UNREPEATED = 8;
// The example that everybody has read of.
const FAMOUS = "correcthorsebatterystaple";

/**
 * Whether a long password is nevertheless among the first that somebody would try: the same again
 * and again, or two or three of the commonest words, keyboard runs, years and single characters.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const unit = repeatedUnit(plain);
  if (unit.length < MIN_UNREPEATED) return true;
  return pieces(unit).size < MIN_PIECES || plain === FAMOUS;
}

const LEET: Readonly<Record<string, string>> = {
  ...{ "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" },
  ...{ "@": "a", $: "s", "!": "i" },
};
const MIN_PIECES_OF_SHORT = 5;

/**
 * The same for a password that is short because it does not stand alone: signs count, but stand for
 * the letters that they look like, too.
 */
export function isCommonShortPassword(password: string): boolean {
  const text = password.toLowerCase().replace(/\s/g, "");
  const read = text.replace(/[^\p{L}]/gu, (sign) => LEET[sign] ?? sign);
  return Math.min(pieces(text).size, pieces(read).size) < MIN_PIECES_OF_SHORT;
}

/** The shortest text whose repetition, perhaps cut off at the end, is the whole. */
function repeatedUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).startsWith(text)) return unit;
  }
  return text;
}

/** What a text consists of, each piece once, taking the longest known one at each place. */
function pieces(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < text.length;) {
    const length = Math.max(
      wordAt(text, at),
      runAt(text, at),
      sameAt(text, at),
      yearAt(text, at),
      1,
    );
    found.add(text.slice(at, at + length));
    at += length;
  }
  return found;
}

function wordAt(text: string, at: number): number {
  for (let length = LONGEST_WORD; length >= 3; length--) {
    if (at + length <= text.length && WORDS.has(text.slice(at, at + length))) return length;
  }
  return 0;
}

function runAt(text: string, at: number): number {
  let length = 3;
  while (at + length <= text.length && isRun(text.slice(at, at + length))) length++;
  return length > 3 ? length - 1 : 0;
}

const isRun = (text: string): boolean => RUNS.some((run) => run.includes(text));

function sameAt(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end++;
  return end - at;
}

const yearAt = (text: string, at: number): number =>
  /^(19|20)\d\d$/.test(text.slice(at, at + 4)) ? 4 : 0;
