/** The words of the example strategy in both languages. */
import type { Persona, Pillar, StrategyContent } from '../../../contract/strategy.ts'

export type ExampleWords = Pick<StrategyContent, 'positioning' | 'voice' | 'never'> & {
  personas: Omit<Persona, 'id'>[]
  pillars: Omit<Pillar, 'id'>[]
  currency: string
}

const english: ExampleWords = {
  personas: [
    {
      name: 'The neighbour',
      who: 'Lives or works within ten minutes. Wants a place where somebody knows the usual, and to hear when the oven is full.',
      languages: ['en'],
    },
    {
      name: 'The home brewer',
      who: 'Owns a scale and a grinder. Wants to know where a bean comes from and how to get the same cup at home.',
      languages: ['en'],
    },
  ],
  positioning:
    'The corner café that roasts and bakes what it serves, and shows how. Not the cheapest, not the fastest; the one that you would miss.',
  voice: 'Like the person behind the counter: warm, dry, short. We say what happened, with names. No exclamation marks, no “amazing”.',
  pillars: [
    {
      name: 'From the oven',
      about: 'What came out today, and who made it.',
      share: 40,
      keywords: ['tray', 'oven', 'baked', 'croissant', 'croissants', 'buns', 'cake', 'bread', 'cookies', 'glazed'],
    },
    {
      name: 'The bean',
      about: 'Origins, roasting, brewing at home.',
      share: 30,
      keywords: [
        'beans',
        'filter',
        'brew',
        'roaster',
        'tasting',
        'cherry',
        'grind',
        'Yemen',
        'Ethiopia',
        'Colombia',
        'Rwanda',
        'Guatemala',
      ],
    },
    {
      name: 'The room',
      about: 'Guests, music, small scenes.',
      share: 30,
      keywords: ['table', 'music', 'oud', 'seat', 'guests', 'student', 'napkin', 'scarf', 'birthday', 'quiet'],
    },
  ],
  never: ['Buy followers or engagement', 'Give something away for a follow', 'Answer a complaint with a template'],
  currency: 'EUR',
}

const arabic: ExampleWords = {
  personas: [
    {
      name: 'جار المقهى',
      who: 'يسكن أو يعمل على بُعد عشر دقائق. يريد مكانًا يعرف طلبه المعتاد، وأن يعلم متى يمتلئ الفرن.',
      languages: ['ar'],
    },
    {
      name: 'محضّر القهوة في بيته',
      who: 'عنده ميزان ومطحنة. يريد أن يعرف من أين جاء البنّ، وكيف يصنع الفنجان نفسه في بيته.',
      languages: ['ar'],
    },
  ],
  positioning: 'مقهى الزاوية الذي يحمّص ويخبز ما يقدّمه ويُري الناس كيف. ليس الأرخص ولا الأسرع، لكنه الذي ستفتقده.',
  voice: 'كحديث من يقف خلف الطاولة: دافئ، مقتضب، فيه ظرف. نقول ما جرى بأسماء أصحابه، بلا تهويل.',
  pillars: [
    {
      name: 'من الفرن',
      about: 'ما خرج اليوم ومن صنعه.',
      share: 40,
      keywords: ['الفرن', 'صينية', 'خبزت', 'كرواسون', 'كرواسون الفستق', 'كعكة', 'كعكة التمر', 'لفائف', 'بسكويت', 'البسبوسة', 'عجين'],
    },
    {
      name: 'البنّ',
      about: 'مناشئه وتحميصه وتحضيره في البيت.',
      share: 30,
      keywords: ['بن', 'البن', 'وبن', 'المحمص', 'التذوق', 'مقطرا', 'اليمن', 'إثيوبيا', 'كولومبيا', 'رواندا', 'غواتيمالا'],
    },
    {
      name: 'المجلس',
      about: 'الضيوف والموسيقى ومشاهد صغيرة.',
      share: 30,
      keywords: ['الطاولة', 'طاولة', 'الموسيقى', 'عود', 'مقعد', 'الضيوف', 'الطالبة', 'منديل', 'وشاح', 'هادئ'],
    },
  ],
  never: ['شراء المتابعين أو التفاعل', 'جائزة مقابل متابعة', 'الردّ على شكوى بنصّ جاهز'],
  currency: 'SAR',
}

export const example: Record<'en' | 'ar', ExampleWords> = { en: english, ar: arabic }
