import type { Craft } from './craft.ts'

export const support: Craft = {
  summaries: [
    '{years} years behind a counter taught me to listen first. I want to do that where I can also solve the problem.',
    'I have worked in customer service for {years} years, by phone and in writing, and I am good when people are upset.',
    'Carer for six years, then reception. Patience is not a soft skill, it is most of the work.',
    'I speak three languages and laugh in all of them. {years} years in hotels and a call centre.',
    'Returning to work after raising two children. Before that, {years} years at a building society.',
    'I studied languages and stayed in support because I like to know how a story ends.',
  ],
  roles: [
    'Customer Advisor',
    'Receptionist',
    'Shop Assistant',
    'Call Centre Agent',
    'Care Assistant',
    'Team Coordinator',
  ],
  deeds: [
    'Answered about forty calls a day and was asked to train new colleagues.',
    'Wrote the help pages that are now the most read on the site.',
    'Turned a list of the week’s complaints into five changes to the product.',
    'Kept an elderly customer on the line for two hours until the fitter arrived.',
    'Planned shifts for fourteen people, with fewer swaps than ever before.',
    'Handled refunds, and the conversations that go with them.',
    'Took over the chat in the evening and brought the waiting time below two minutes.',
    'Recognised by guests in eleven reviews.',
  ],
  degrees: [
    'GCSEs',
    'A levels',
    'BA Modern Languages',
    'NVQ Customer Service',
    'Diploma in Health and Social Care',
    'BA History',
  ],
  skills: [
    'Listening',
    'Written English',
    'Spanish',
    'Polish',
    'Urdu',
    'Welsh',
    'Zendesk',
    'Typing',
    'Conflict resolution',
  ],
  questions: [
    {
      question: 'Tell us about a conversation with an unhappy person that ended well.',
      answers: [
        'A guest had been double-booked at midnight. I said sorry once, found a room across the street and walked there with her. She came back the year after.',
        'A man shouted about his bill. I asked him to read it to me line by line. On the third line he stopped: it was a real mistake of ours, and I told him so.',
        'My best one did not end with a solution. The part was not in stock. I called every second day so that he did not have to, and he thanked us for that.',
        'In the care home a daughter was angry about a lost cardigan. It was not about the cardigan. We sat down, and I listened for twenty minutes.',
        'I learned to say "I do not know yet, I will call you at four" and then to call at four.',
        'She wrote in capital letters. I answered in three short sentences what I would do and by when. Her next mail was in small letters.',
      ],
    },
    {
      question: 'Why this company?',
      answers: [
        'My parents have one of your systems in {city} and the person on the phone was lovely. I want to be that person.',
        'You publish what people earn. That says something.',
        'I would like work that I can cycle to and be proud of.',
        'Because you train people who do not come from the trade.',
      ],
    },
  ],
}

export const technician: Craft = {
  summaries: [
    'Heating engineer with {years} years in the trade, the last ones with heat pumps.',
    'Electrician, {years} years in domestic and light commercial work. I leave a site cleaner than I found it.',
    'I repaired refrigeration in supermarkets for {years} years and would like to see daylight again.',
    'Plumber by training, curious by nature. {years} years, most of them on call.',
    'Former army vehicle mechanic, {years} years of finding faults with little time and fewer parts.',
  ],
  roles: [
    'Heating Engineer',
    'Electrician',
    'Refrigeration Technician',
    'Plumber',
    'Maintenance Technician',
    'Mechanic',
  ],
  deeds: [
    'Commissioned more than 200 air-source heat pumps.',
    'Looked after plant rooms in four schools, with one failure in three winters.',
    'Trained three apprentices through their final exam.',
    'Found a wiring fault that two firms had missed, with a clamp meter and a cup of tea.',
    'Completed F-Gas category one.',
    'Kept a log of every site that colleagues still use.',
    'Explained controls to tenants until they stopped calling, in a good way.',
    'Worked at height and in confined spaces without a reportable accident.',
  ],
  degrees: [
    'NVQ Level 3 Electrical Installation',
    'City and Guilds Plumbing',
    'HNC Building Services',
    'F-Gas certificate',
    'Army apprenticeship',
  ],
  skills: [
    'Heat pumps',
    'BS 7671',
    'F-Gas',
    'Hydronic balancing',
    'Fault finding',
    'Controls',
    'Driving licence',
    'First aid',
  ],
  questions: [
    {
      question: 'Describe a fault that took you a long time to find.',
      answers: [
        'A heat pump that stopped only at night. It was the neighbour’s charger pulling the voltage down. I found it by staying until eleven.',
        'Short cycling after a perfect commissioning. The installer before me had swapped flow and return behind a wall. I should have touched the pipes first.',
        'An alarm without a pattern. I asked the customer to write a diary; it was the washing machine.',
        'A leak of forty grams a year. Soap, patience, and in the end a hairline in a flare that I had made myself. I told my boss the same day.',
        'Sensor cable beside a mains cable for twelve metres. I moved it by a hand’s width and the readings were calm.',
      ],
    },
  ],
}

export const warehouse: Craft = {
  summaries: [
    '{years} years in warehouses, from picking to planning. I like a hall where everybody goes home healthy.',
    'Kitchen manager for {years} years: goods in, goods out, no excuses at eight in the evening.',
    'Shift lead in parcels with {years} years of early mornings.',
    'I organised supplies for a field hospital and then for a builders’ merchant, {years} years in all.',
  ],
  roles: ['Warehouse Operative', 'Shift Lead', 'Stock Controller', 'Kitchen Manager', 'Dispatcher'],
  deeds: [
    'Brought stock accuracy from 91 to 99 percent with daily counts of ten items.',
    'Planned routes and loading for twelve vans.',
    'Introduced a stop rule that anybody may use, and used it first.',
    'Changed the layout so that heavy goods lie at hip height.',
    'Held a forklift licence for eleven years without an accident.',
    'Set up returns so that four of five parts could be used again.',
  ],
  degrees: [
    'GCSEs',
    'Diploma in Logistics',
    'NVQ Warehousing',
    'BSc Supply Chain Management',
    'Secondary school certificate',
  ],
  skills: [
    'Stock systems',
    'Forklift',
    'Shift planning',
    'First aid',
    'Polish',
    'Romanian',
    'Excel',
    'Manual handling trainer',
  ],
  questions: [
    {
      question: 'How do you notice that a process in a warehouse is not safe?',
      answers: [
        'People invent their own way around it. When I see a shortcut I ask what it saves, and then we change the process or the floor.',
        'I walk the hall at the worst moment, which is ten minutes before the last van.',
        'Near misses. I made a box for notes without names, and read them aloud on Mondays with what we did about them.',
        'When new people ask why, and the answer is "we always did".',
      ],
    },
  ],
}
