/** The wordings by which shortcuts are recognised, in English and Arabic; Arabic ones are written as `normalise` spells them. */
import type { Shortcut } from '../../../../contract/guard.ts'

export interface Pattern {
  kind: Shortcut
  words: RegExp
  /** It is meant even where the sentence says no: “don’t scroll past without liking”. */
  always?: true
}

const of = (kind: Shortcut, source: string, always?: true): Pattern => ({
  kind,
  words: new RegExp(source.replaceAll(/\n\s*/g, ''), 'giu'),
  ...(always === undefined ? {} : { always }),
})

/** Between two words of Arabic there is no \b. */
const b = String.raw`(?<![\p{L}\p{N}])`
const e = String.raw`(?![\p{L}\p{N}])`
const near = String.raw`[^.!?؟\n]`
const emoji = String.raw`\p{Extended_Pictographic}`

const friends =
  'friends?|besties?|bffs?|mates?|buddy|buddies|someone|somebody|people|persons?|colleagues?|sisters?|brothers?|partner|mum|mom'
const noun = 'followers?|likes|views|subscribers?|subs|comments|engagement|reactions|retweets|plays'
const fill = String.raw`(?:\s+(?:some|more|a|few|the|our|your|real|fake|cheap|active|targeted|genuine|organic|extra|first|thousands?|hundreds?|of|\d[\d.,]*\s?k?)){0,4}(?:\s+\p{L}+)?`
const asks = String.raw`follow(?!\s*-?up)|like|share|tag|subscribe|repost|retweet`
const asksObject = String.raw`(?:\b(?:${asks})\b\s*(?:,|and|&|\+|us\b|me\b|our\b|this\b|the\b|it\b|@|\d|a\b|two\b|three\b|your\b|to\b)(?!\s+(?:for more|for updates|to learn|to see)))`

const english: Pattern[] = [
  of(
    'engagement-bait',
    String.raw`\b(?:like|love|heart|react|comment|share|retweet|repost|rt)\b(?:\s+(?:this|below|it|post|now|and|with|a|\p{L}+)){0,3}\s+(?:if|when)\s+(?:you|u|ur|your|we)\b(?!\s+(?:have|need|want|are\s+interested|would|can)\b)`,
  ),
  of('engagement-bait', String.raw`\btag\s+(?:a|an|your|the|some|two|three|four|five|\d+|that|one)?\s*(?:\p{L}+\s+)?(?:${friends})\b`),
  of(
    'engagement-bait',
    String.raw`\b(?:comment|type|reply|write|drop|leave)\s+(?:with\s+)?(?:the\s+word\s+)?(?:a\s+)?(?:"[^"\n]{1,20}"|'[^'\n]{1,20}'|yes\b|amen\b|me\b|${emoji})`,
  ),
  of(
    'engagement-bait',
    String.raw`\b(?:vote|choose|answer|decide)\s+(?:with|by|using)\s+(?:a\s+|your\s+)?(?:reactions?|emojis?|likes?|hearts?)\b`,
  ),
  of(
    'engagement-bait',
    String.raw`(?:${emoji}|\b(?:like|love|haha|wow|heart))\s*(?:for|if|=)\s*[^.\n]{1,30}?(?:,|\/|\||\bor\b|\band\b|;)\s*(?:${emoji}|(?:like|love|haha|wow|heart|share|comment)\b)\s*(?:for|if|=)`,
  ),
  of('engagement-bait', String.raw`\bdouble[- ]?tap\b|\bsmash\s+(?:that|the)\s+(?:like|subscribe)\b|\bhit\s+(?:that|the)\s+like\b`, true),
  of(
    'engagement-bait',
    String.raw`\b(?:share|repost|send|forward)\s+(?:this|it)?\s*(?:post\s+)?(?:with|to)\s+(?:at\s+least\s+)?(?:\d+|three|five|ten|all|every)\s*(?:of\s+)?(?:your\s+)?(?:friends|people|groups|contacts|one)\b`,
  ),
  of('engagement-bait', String.raw`\b(?:1|one)\s+(?:like|share|comment)\s*(?:=|equals|is)\s*(?:1|one)\b`),
  of(
    'engagement-bait',
    String.raw`\b(?:don't|do\s+not|never)\s+scroll\b${near}{0,20}\b(?:without|before)\b|\bignore\s+(?:this\s+)?if\s+you\b|\bbet\s+you\s+(?:won't|can't)\b|\b9\d\s?%\s+(?:of\s+\p{L}+\s+)?(?:won't|will\s+not|can't)\b`,
    true,
  ),
  of(
    'engagement-bait',
    String.raw`\b(?:let's|can\s+we|help\s+us)\s+(?:get|reach|hit)\s+(?:this\s+)?(?:post\s+)?(?:to\s+)?\d[\d,.]*\s?k?\s+(?:likes|shares|comments|retweets)\b|\b\d[\d,.]*\s?k?\s+(?:likes|shares|comments|retweets)\s+(?:and|=)\s+(?:we|i)\b`,
  ),
  of(
    'engagement-bait',
    String.raw`\b(?:don't\s+forget\s+to\s+)?(?:please\s+)?like\s*(?:,|and|&|\+)\s*(?:comment|share|subscribe|save|follow)\b`,
    true,
  ),

  of(
    'follow-for-follow',
    String.raw`\b(?:f4f|l4l|s4s|c4c|fb4fb|sub4sub|(?:follow|like|sub|comment|share)\s?(?:4|for)\s?(?:follow|like|sub|comment|share|followback)s?)\b`,
  ),
  of(
    'follow-for-follow',
    String.raw`\bfollow\s*(?:me|us)?\s*(?:and|&|,)\s*(?:i|we)(?:'ll|\s+will)?\s+follow\s+(?:you\s+)?back\b|\b(?:i|we)\s+(?:always\s+)?follow\s+(?:everyone\s+)?back\b|\bfollow\s?back\s+(?:guaranteed|100|instantly|always)|#followback\b|\b(?:100\s?%|instant)\s+follow\s?back\b`,
  ),
  of(
    'follow-for-follow',
    String.raw`\b(?:follow|gain)\s+trains?\b|\bengagement\s+(?:pods?|groups?)\b|\bfollow\s+(?:and|then|\/)\s+unfollow\b|\bunfollow\s+(?:those|people|everyone|whoever|anyone)\b${near}{0,25}\bback\b|\bfollow\s+each\s+other\b|\b(?:follow|like)\s+(?:everyone|all)\s+who\s+(?:likes?|follows?|comments?)\b`,
  ),

  of(
    'bought-reach',
    String.raw`\b(?:buy|buying|bought|purchase|purchasing|purchased|order|sell|selling|pay\s+for|paying\s+for|paid\s+for)\b${fill}\s+(?:${noun})\b`,
  ),
  of(
    'bought-reach',
    String.raw`\b(?:${noun})\s+(?:for\s+sale|panel|packages?|for\s+(?:only\s+|just\s+)?[$€£]\s?\d)|\bsmm\s+panel\b|\bclick\s+farm\b|\b(?:${noun})\b\s+from\s+(?:a\s+)?bots?\b|\b(?:instant|guaranteed)\s+(?:\d[\d,.]*k?\s+)?(?:followers|likes|views|subscribers)\b|\b\d[\d,.]*\s?k?\s+(?:real\s+|active\s+)?(?:followers|likes|subscribers|views)\s+(?:in|within)\s+(?:\d+\s+(?:hours?|days?)|a\s+day|one\s+night)\s+guaranteed\b`,
  ),

  of(
    'mass-comments',
    String.raw`\bcopy(?:\s*[-\/,&]?\s*|\s+and\s+)paste\b${near}{0,40}\b(?:comments?|reply|replies|messages?|dms?|posts|under|accounts)\b|\bpaste\s+(?:this|the\s+same|it)\b${near}{0,20}\b(?:under|on|in)\s+(?:all|every|\d{2,})`,
  ),
  of(
    'mass-comments',
    String.raw`\b(?:same|identical|exact)\s+(?:comment|reply|message|dm)s?\b${near}{0,30}\b(?:on|under|to|in|across)\s+(?:all|every|many|dozens|hundreds|as\s+many|\d{2,}|fifty|a\s+hundred)`,
  ),
  of(
    'mass-comments',
    String.raw`\b(?:\d{2,}|hundreds\s+of|dozens\s+of)\s+(?:comments|dms|messages)\s+(?:a\s+day|per\s+day|daily|every\s+day|each\s+day)\b|\bmass[- ](?:comment|dm|message|like|follow)(?:s|ing)?\b|\bauto(?:mated|matic|matically)?[- ]?(?:comment|dm|like|follow)(?:s|ing|er)?\b(?!\s*-?up)|\bautomate\s+(?:our\s+|the\s+)?(?:comments|dms|likes|follows)\b|\bcomment\s+on\s+\d{2,}\s+(?:\p{L}+\s+)?posts\b`,
  ),

  of(
    'giveaway-for-follows',
    String.raw`\b(?:giveaway|giving\s+away|prize|raffle|sweepstakes?|to\s+(?:win|enter|participate|qualify)|how\s+to\s+(?:enter|win)|chance\s+to\s+win|win\s+(?:a|an|one|free|two|\d))\b[^]{0,200}?${asksObject}`,
  ),
  of(
    'giveaway-for-follows',
    String.raw`${asksObject}[^.!?]{0,80}\b(?:to\s+(?:win|enter|participate|qualify)|chance\s+to\s+win|and\s+(?:win|get\s+a\s+free|enter))\b`,
  ),
  of(
    'giveaway-for-follows',
    String.raw`\b(?:first|next|every|each)\s+(?:\d+\s+|new\s+|hundred\s+)*followers?\s+(?:gets?|wins?|receives?|will\s+(?:get|win|receive))\b`,
  ),
]

const people =
  'صديق|صديقين|صديقان|ثلاثه|اثنين|اصدقا|صديقك|صديقتك|صديقا|صاحبك|اصحابك|اصدقاءك|اصدقايك|اصدقاوك|شخص|شخصا|حدا|احد|واحد|اخوك|اختك|زميلك|حبيبك|ناس'
const bring = 'متابعين|متابع|لايكات|لايك|اعجابات|اعجاب|مشاهدات|مشاهده|مشتركين|تعليقات|تفاعل'
const arAsks = String.raw`(?:تابع(?:وا|نا|ونا|ني|وني)?|متابعه\s+(?:حسابنا|الحساب|صفحتنا|حساب)|لايك|شير|منشن|تاق|تاغ|اشترك(?:وا)?|(?:شارك|شاركوا|انشر|مشاركه)\s+(?:المنشور|البوست|الصوره|هذا)|اعاده\s+نشر|اعد\s+نشر|ريتويت|اعمل\s+(?:منشن|لايك|شير))`
const prize = String.raw`(?:سحب|السحب|مسابقه|المسابقه|جايزه|الجايزه|جوايز|هديه|(?:ن|ت|ا)?ربح(?:وا|ون)?|الفوز|للفوز|(?:ت|ن)?فوز(?:وا|ون)?|قيف\s?اواي|جيف\s?اواي|للدخول|للمشاركه\s+في|شروط\s+(?:المشاركه|الدخول))`

const arabicOnes: Pattern[] = [
  of(
    'engagement-bait',
    String.raw`${b}(?:لايك|اعجاب|قلب|شير|شارك(?:ها|وها)?|علق|علقوا|تفاعل|تفاعلوا|حط|ضع|ريتويت)${e}${near}{0,20}${b}(?:اذا|لو|ان)\s+(?:كنت|كنتم|انت|تحب|تحبون|بتحب|موافق|توافق|توافقني|متفق|تتفق|عجبك|اعجبك|اعجبكم|عجبتك)`,
  ),
  of('engagement-bait', String.raw`${b}(?:منشن|تاق|تاغ|اعمل\s+منشن|اعملوا\s+منشن|اشر\s+(?:الي|ل))\s*(?:ل|لل|الي\s+|علي\s+)?(?:${people})`),
  of(
    'engagement-bait',
    String.raw`${b}(?:اكتب|اكتبوا|علق|علقوا|رد|ردوا)\s+(?:ب|بـ|بكلمه\s+|كلمه\s+|لنا\s+)?\s*(?:"[^"\n]{1,20}"|تم${e}|نعم${e}|امين${e}|انا${e}|نقطه${e}|ايموجي|${emoji})`,
  ),
  of('engagement-bait', String.raw`${b}(?:صوت|صوتوا|اختر|اختاروا|جاوب)\s+(?:ب|بـ)(?:ال)?(?:لايك|قلب|تفاعل|ايموجي|رياكشن|اعجاب)`),
  of(
    'engagement-bait',
    String.raw`${emoji}\s*(?:ل|لل|اذا|لو|=)\s*[^.\n]{1,30}?(?:،|\/|\||${b}او${e}|${b}و)\s*${emoji}\s*(?:ل|لل|اذا|لو|=)`,
  ),
  of(
    'engagement-bait',
    String.raw`${b}(?:اضغط|اضغطوا|دوس|اكبس)\s+(?:علي\s+)?(?:ال)?(?:لايك|اعجاب|زر\s+الاعجاب)|${b}(?:لا\s+تنس(?:وا|ي)?|متنساش|ما\s+تنسوا?)\s+(?:ال)?(?:لايك|اعجاب|شير)|${b}لايك\s*(?:و|\+|،)\s*(?:شير|تعليق|متابعه|كومنت)`,
    true,
  ),
  of(
    'engagement-bait',
    String.raw`${b}(?:شارك|شاركوا|شاركها|انشرها|ارسلها|ابعتها|ارسل|انشر)${near}{0,15}${b}(?:مع|ل|الي)\s*(?:\d+|كل|جميع|عشره|خمسه|ثلاثه)\s*(?:من\s+)?(?:اصدقا|اصحاب|الناس|ناس|مجموعات|قروبات|جهات|شخص)`,
  ),
  of(
    'engagement-bait',
    String.raw`${b}(?:لا\s+تمر|لا\s+تعدي|ما\s+تمر|متعديش)${near}{0,12}${b}(?:دون|بدون|من\s+غير|قبل)|${b}(?:اتحداك|اتحدي|اراهن)${near}{0,25}(?:تشارك|تعلق|تنشر|تجاوب)|9\d\s?[%٪]\s*(?:من\s+الناس\s+)?(?:لن|ما|لا)`,
    true,
  ),
  of(
    'engagement-bait',
    String.raw`${b}(?:نوصل|خلونا\s+نوصل|نبي|نبغي|عايزين|نريد|ساعدونا\s+نصل)${near}{0,12}\d+\s*(?:الف\s+)?(?:لايك|اعجاب|مشاركه|تعليق|شير)|${b}(?:ال)?(?:لايك|شير)\s+(?:واحد\s+)?=`,
  ),

  of(
    'follow-for-follow',
    String.raw`فولو\s?باك|فولو\s?مقابل|${b}(?:متابعه|لايك|اشتراك|دعم|شير|تعليق)\s*(?:مقابل|ب|=)\s*(?:متابعه|لايك|اشتراك|دعم|شير|تعليق)${e}`,
  ),
  of(
    'follow-for-follow',
    String.raw`${b}تابع(?:ني|نا|وني|ونا)\s*(?:و|وسوف\s+|وراح\s+|،\s*)?\s*(?:س|ب|راح\s+)?(?:ا|ن)تابعك|${b}(?:و)?(?:س|ب)?(?:ا|ن)تابع\s+(?:كل\s+)?من\s+يتابعن[اي]|${b}(?:ا|ن)?رد\s+(?:ال)?متابعه|${b}تبادل\s+(?:ال)?(?:متابع|لايك|اعجاب|دعم|اشتراك)|${b}(?:قروب|مجموعه|جروب|سلسله)\s+(?:ال)?(?:دعم|تبادل|متابعه)${e}|${b}(?:ال)?غاء\s+(?:ال)?متابعه\s+(?:كل\s+)?من\s+لا|${b}نلغي\s+متابعه\s+(?:كل\s+)?من`,
  ),

  of(
    'bought-reach',
    String.raw`${b}(?:و|ل|ب|لل)?(?:شراء|شرا|نشتري|سنشتري|اشتري|اشتر|اشتروا|بيع|نبيع|رشق|تزويد|ندفع\s+مقابل|بنشتري)${e}(?:\s+(?:بعض|\d+|الف|الاف|ال\p{L}+)){0,2}\s+(?:ال)?(?:${bring})`,
  ),
  of(
    'bought-reach',
    String.raw`${b}(?:ال)?(?:${bring})\s+(?:\p{L}+\s+)?(?:للبيع|مضمون(?:ين|ه)?|وهمي(?:ين|ه)?\s+ب|بارخص|باقل\s+سعر|بسعر|فوري(?:ه|ين)?)|${b}\d+\s*(?:الف\s+)?(?:${bring})\s+(?:\p{L}+\s+)?(?:ب|مقابل|فقط\s+ب|بس\s+ب)\s*\d+|لوحه\s+smm|${b}زياده\s+(?:ال)?متابعين\s+(?:مضمون|فوري|حقيقي|خليجي)`,
  ),

  of(
    'mass-comments',
    String.raw`${b}(?:انسخ|انسخوا|الصق|الصقوا|نسخ\s+ولصق|ننسخ|نلصق)${e}${near}{0,30}(?:تعليق|الرد|رساله|رسايل|تحت|منشورات|حسابات)`,
  ),
  of(
    'mass-comments',
    String.raw`${b}(?:ب)?(?:نفس|ذات)\s+(?:ال)?(?:تعليق|رد|رساله|كومنت)${e}${near}{0,25}${b}(?:تحت|علي|في|الي|ل)\s*(?:كل|جميع|\d{2,}|عشرات|ميات|خمسين|ميه)`,
  ),
  of(
    'mass-comments',
    String.raw`(?:${b}\d{2,}|ميات|عشرات)\s+(?:ال)?(?:تعليق|تعليقا|تعليقات|رساله|رسايل)\s+(?:يوميا|في\s+اليوم|كل\s+يوم|باليوم)|${b}(?:تعليقات|متابعه|متابعات|لايكات|رسايل|ردود)\s+(?:اليه|تلقاييه|اوتوماتيكيه|جماعيه|بالبوت)`,
  ),

  of('giveaway-for-follows', String.raw`${b}(?:و|ل|ب)?${prize}${e}[^]{0,160}?${b}(?:و|ب|ل)?${arAsks}`),
  of('giveaway-for-follows', String.raw`${b}${arAsks}[^.!?؟]{0,80}${b}(?:و|ل|ب)?${prize}${e}`),
  of(
    'giveaway-for-follows',
    String.raw`${b}(?:اول|كل)\s+(?:\d+\s+|ميه\s+|خمسين\s+)?(?:متابع|متابعين|متابعا)\s+(?:جديد\s+|جدد\s+)?(?:يحصل|ياخذ|يربح|له|يفوز|يحصلون|لهم)`,
  ),
]

export const patterns: Pattern[] = [...english, ...arabicOnes]

/** Words before a match that turn it round: “we never buy followers”. */
export const denials = new RegExp(
  String.raw`\b(?:never|not|no|without|stop|avoid(?:s|ing)?|against|refuse|instead\s+of|rather\s+than|cannot|beware|forbid|no\s+need\s+to)\b(?!\s+(?:only|matter))|n't\b(?!\s+(?:forget|miss|wait|scroll|be\s+shy))
|${b}(?:لا(?!\s+(?:تنس|تمر|تفوت|تتردد))|لن|لم|ليس|ليست|بدون|دون|لسنا|مش|مو|نرفض|نتجنب|تجنب|تجنبوا|احذر|احذروا|ممنوع|يمنع|توقفوا?\s+عن|بدل(?:ا)?\s+(?:من|عن))${e}`.replaceAll(
    '\n',
    '',
  ),
  'iu',
)

/** Words anywhere in the sentence that show that it speaks about a shortcut instead of taking it. */
export const talksAbout = new RegExp(
  String.raw`\b(?:why|harms?|hurts?|risk(?:s|y)?|mistakes?|myths?|penal\p{L}+|demot\p{L}+|scams?|polic(?:y|ies)|prohibit\p{L}*|banned|useless|worthless|against\s+the\s+rules|damages?|ruins?|costs?\s+you|shadowban\p{L}*|does(?:n't| not) work)\b
|${b}(?:لماذا|ليش|يضر|تضر|ضرر|اضرار|مخاطر|خطر|خطا|اخطاء|خرافه|احتيال|نصب|تعاقب|عقوبه|يعاقب|مخالف(?:ه)?|تخالف|سياسه|سياسات|لا\s+يفيد|لا\s+ينفع|يفسد|تحذير)${e}`.replaceAll(
    '\n',
    '',
  ),
  'iu',
)
