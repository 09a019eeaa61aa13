## The list

list-found = { $need ->
    [none] { $count ->
        [one] Here is { $count } option:
       *[other] Here are { $count } options:
    }
   *[some] { $count ->
        [one] “{ $needs }” — { $count } option:
       *[other] “{ $needs }” — { $count } options:
    }
}
list-restored = Here is the previous list:
list-changed = { $new ->
    [one] { $new } item on the list is new
   *[other] { $new } items on the list are new
}{ $kept ->
    [0] .
    [one] , { $kept } stays.
   *[other] , { $kept } stay.
}
item-line = { $position }. { $title } — { $offers }
item-reason = { "   " }{ $reason }
offer = { $service } { MONEY($price) }, { $eta }
offer-old-price = { $service } { MONEY($price) } instead of { MONEY($old) }, { $eta }
compared = { $title }:
compared-unfit = Note that this does not fit your restrictions.
offer-terms = { "• " }{ $service } — { MONEY($price) }, { $eta }, { $fee ->
    [0] free delivery
   *[other] delivery { MONEY($fee) }
}{ $minimum ->
    [0] { "" }
   *[other] , orders from { MONEY($minimum) }
}
offer-cheapest = Cheapest at { $service }: { MONEY($price) }.
offer-best = Cheapest and fastest at { $service }: { MONEY($price) }, { $eta }.
offer-fastest = Fastest at { $service }: { $eta }.
offer-cheapest-of-all = Cheapest of all: { $position ->
    [0] { $title }
   *[other] no. { $position }, { $title }
} — { $service }, { MONEY($price) }.
offer-cheapest-delivered = With delivery, cheapest at { $service }: { MONEY($price) }.
eta-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
eta-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
eta-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
not-carried = I found no “{ $need }”: none of the services carries it.
emptied = Nothing fits. In the way: { $constraints }.
emptied-several = Nothing fits. In the way: { $constraints }.
emptied-offer = I can drop this if you say so{ $all ->
    [yes] .
   *[no] : { $constraints }.
}
emptied-firm = I never drop this on my own{ $all ->
    [yes] { "" }
   *[no] : { $constraints }
}; say “forget about …” when it is no longer needed.
emptied-plain = Nothing fits all the conditions at once.
emptied-one = Nothing more fits.
of-need = “{ $need }”: { $text }
unavailable = { $count ->
    [one] { $services } is not responding right now; here are the others.
   *[other] { $services } are not responding right now; here are the others.
}
check-label = What some items contain was worked out from their names: with an allergy, check the label.
unknown-contents = { $all ->
    [yes] The ingredients of these items are not given
   *[no] { $count ->
        [one] The ingredients of no. { $positions } are not given
       *[other] The ingredients of nos. { $positions } are not given
    }
}: check the label for what you must avoid.
demo-note = This is a demo catalogue: products and prices are made up.

## What was understood and remembered

remembered-lasting = Noted: { $facts } — always. Undo?
remembered-session = For this conversation: { $facts }. Undo?
blocked = That has no effect while an exclusion stands: { $facts }. Say “forget about …” when it is no longer needed.
not-kept = I do not keep this after the conversation: lasting memory needs your consent. Tick “Remember this after the conversation too”.
did-i-get-it = Did I get that right: { $facts }? Say “yes” or “no”.
doubt-lasting = { $fact }, always
doubt-session = { $fact }, in this conversation
doubt-forget = forget “{ $fact }”
doubt-forget-everything = forget everything
already-remembered = I remember that already.
also-excluded-peanuts = Peanuts are left out too: people often count them among nuts, although the law keeps them apart. If peanuts are fine, say “forget about peanuts”.
people-later = I will keep to it when you look { $whom } or for the whole family; your own list does not change.
people-counted = Kept to: { $facts }.
people-missed = If this is { $whom } too, I would leave out no. { $positions } ({ $facts }). Say “{ $whom } too” and I will make the list anew.
people-unknown = I do not know yet what suits those it is for. Say “my husband does not eat fish”, for example.
people-unknown-named = I am choosing { $whom }, but know no likes or limits yet. Tell me what { $person } does not eat, for example.
person-fact = { $person }: { $fact }
person-husband = your husband
person-wife = your wife
person-partner = your partner
person-son = your son
person-daughter = your daughter
person-child = your child
person-mother = your mother
person-father = your father
person-grandmother = your grandmother
person-grandfather = your grandfather
person-brother = your brother
person-sister = your sister
person-mother_in_law = your mother-in-law
person-father_in_law = your father-in-law
person-daughter_in_law = your daughter-in-law
person-son_in_law = your son-in-law
person-sister_in_law = your sister-in-law
person-brother_in_law = your brother-in-law
person-aunt = your aunt
person-uncle = your uncle
person-niece = your niece
person-nephew = your nephew
person-cousin = your cousin
for-husband = for your husband
for-wife = for your wife
for-partner = for your partner
for-son = for your son
for-daughter = for your daughter
for-child = for your child
for-mother = for your mother
for-father = for your father
for-grandmother = for your grandmother
for-grandfather = for your grandfather
for-brother = for your brother
for-sister = for your sister
for-mother_in_law = for your mother-in-law
for-father_in_law = for your father-in-law
for-daughter_in_law = for your daughter-in-law
for-son_in_law = for your son-in-law
for-sister_in_law = for your sister-in-law
for-brother_in_law = for your brother-in-law
for-aunt = for your aunt
for-uncle = for your uncle
for-niece = for your niece
for-nephew = for your nephew
for-cousin = for your cousin
change-exclude = no { $genitive }
change-exclude-taste = nothing { $genitive }
change-exclude-diet = nothing { $name }
change-avoid = less: { $genitive }
change-prefer = { $person ->
    [self] you like
   *[other] likes
}: { $name }
change-require = only { $name }
change-exclude-words = no “{ $name }”
change-avoid-words = less “{ $name }”
change-prefer-words = { $person ->
    [self] you like
   *[other] likes
} “{ $name }”
change-require-words = only “{ $name }”
change-exclude-service = not from { $genitive }
change-avoid-service = rather not from { $genitive }
change-prefer-service = rather from { $genitive }
change-require-service = only from { $genitive }
of-service = { $name }
shifted = Looking for { $what }: { $bound }. Undo?
shifted-milder = Nothing lies past everything shown, so I go by the middle of the list: { $what }, { $bound }. Undo?
shifted-nth = Looking for { $what } than no. { $position }: { $bound }. Undo?
shift-price-lower = something cheaper
shift-price-higher = something more expensive
shift-delivery_time-lower = faster delivery
shift-delivery_time-higher = less urgent delivery
shift-size-lower = smaller packs
shift-size-higher = bigger packs
shift-sugar-lower = less sugar
shift-sugar-higher = more sugar
shift-calories-lower = fewer calories
shift-calories-higher = more calories
shift-fat-lower = less fat
shift-fat-higher = more fat
shift-salt-lower = less salt
shift-salt-higher = more salt
shift-protein-lower = less protein
shift-protein-higher = more protein
shift-rating-lower = lower ratings
shift-rating-higher = better ratings
bound-price-lower = under { MONEY($bound) }
bound-price-higher = over { MONEY($bound) }
bound-delivery_time-lower = under { $eta }
bound-delivery_time-higher = over { $eta }
bound-size-lower = under { $amount }
bound-size-higher = over { $amount }
bound-per100-lower = under { $number } { $unit } per 100 { $base }
bound-per100-higher = over { $number } { $unit } per 100 { $base }
bound-rating-lower = below { $number }
bound-rating-higher = above { $number }
unit-g = g
unit-ml = ml
unit-g-or-ml = g or ml
unit-pcs = pcs
unit-kg = kg
unit-l = l
unit-kcal = kcal
accepted = Great, taking it: { $title }.
rejected = Removed: { $title }. I will not show it again in this conversation. Undo?
undone = Undone: { $facts }.
undone-accept = taking “{ $title }”
undone-reject = rejecting “{ $title }”
undone-forgot = Again in force: { $facts }.
undone-plain = Took back the last change.
forgot = Forgotten: { $fact }.
forgot-everything = Forgot everything I knew about your preferences.
nothing-to-forget = I do not remember that: { $fact }.
profile = Here is what I remember about you:
summary-fact = { $fact } (“{ $utterance }”, { $date })
summary-shift = { $what }, { $bound }
summary-accept = took “{ $title }”
summary-reject = not “{ $title }” again
summary-firm = Always kept to: { $facts }.
summary-tastes = Tastes: { $facts }.
summary-person = When it is { $person }: { $facts }.
summary-taken = Taken before: { $facts }.
summary-session = In this conversation only: { $facts }.
profile-empty = I remember nothing about you yet. Say “I don't eat nuts”, for example, and I will.
profile-edit = Any of it can go: say “forget about …” or “forget everything”.
nothing-to-compare = Nothing to compare: I found no such product.

## Why

explained = { $position }. { $title }: { $reasons }.
explained-offers = Price and delivery: { $offers }.
explained-shelf = Shelf: { $shelf }.
explained-contents = Ingredients: { $ingredients }.
explained-no-contents = Ingredients not given.
explained-allergens = Allergens: { $allergens }.
explained-no-allergens = No allergens declared.
explained-traces = May contain traces of: { $allergens }.
explained-diets = Diets: { $diets }.
explained-nutrition = Per 100 { $base }: { $facts }.
nutrition-calories = { $number } kcal
nutrition-protein = protein { $number } g
nutrition-fat = fat { $number } g
nutrition-sugar = sugar { $number } g
nutrition-salt = salt { $number } g
explained-inferred = Some of this was worked out from the name: check the label.
list-explained = How the list was made: { $why }.
list-offers = Prices: { $price }. Delivery: { $eta }.
range = { $low } to { $high }
asked-allergen-yes = { $name } — yes, among the ingredients
asked-allergen-inferred = { $name } — yes, going by the name
asked-allergen-traces = { $name } — there may be traces
asked-allergen-no = { $name } — not among the ingredients given
asked-allergen-unclear = { $name } — not found among the ingredients given, but I do not know all of them: check the label
asked-allergen-unknown = { $name } — unknown, the ingredients are not given
asked-diet-yes = { $name } — yes
asked-diet-inferred = { $name } — yes, going by the name
asked-diet-no = { $name } — no, going by what is in it
asked-diet-unknown = { $name } — not stated
asked-nutrient = { $fact } per 100 { $base }
asked-nutrient-unknown = { $name } — amount not given

why-relevance = close to what you asked for
why-kind = from the “{ $detail }” shelf
why-brand-asked = { $detail } brand
why-size-asked = the size you asked for
why-diet-asked = { $detail }
why-liked = you like { $detail }
why-disliked = you do not like { $detail }
why-taken-before = you took it before
why-taken-after = others take it after what you took
why-kind-after = others take such things after what you took
why-popular = many take it
why-service-next = at { $detail }, others take it
why-usual-service = { $detail } has it, where you usually shop
why-rating = rated { $detail }
why-discount = on sale
why-fast = arrives fast

## When there is nothing to do

small-talk = Happy to help! Tell me what you are looking for: “something sweet for tea”, “cat food”, “cheaper”.
small-talk-greeting = Hello! Tell me what you are looking for: “something sweet for tea”, “cat food”.
small-talk-mood = All is well, thank you! What shall I look for?
small-talk-ability = I find products at several services, compare prices and delivery, and remember what you like and what you avoid. Tell me what you are looking for: “something sweet for tea”, “cat food”, “cheaper”.
small-talk-human = No, I am not a human: I am a program that picks products. What shall I look for?
small-talk-loss = I am so sorry. If there is anything you need, I will help you find it.
small-talk-thanks = You are welcome! If you need anything else, just say so.
small-talk-goodbye = Goodbye! Come back when you need something.
off-topic = I pick products at Samokat, Megamarket and Kuper, and cannot help with that. What shall I look for?
attack = I do not do that: I only pick products, and my rules stay as they are. What shall I look for?
unclear = I did not quite get that. What are you looking for? Name a product or an occasion, or say “skip” for what is popular.
declined = All right, I will not note that. What are you looking for?
kept = All right, it stays as it is. Say “undo” if you want it back after all.
noted = All right, it stays as it is.

## Trouble

problem-empty-message = The message is empty. Tell me what you are looking for, for example “cookies for tea”.
problem-long-message = The message is too long: { NUMBER($length) } { $length ->
    [one] character
   *[other] characters
}, and I read up to { NUMBER($most) }. Please say it in fewer words.
problem-no-words = There are no words here that I could understand. Tell me what you are looking for, for example “milk and bread”.
problem-deadline = I ran out of time; here is what there is so far.
problem-nothing-on-screen = There is nothing on screen yet: tell me first what to find.
problem-nothing-to-undo = There is nothing to take back yet.
problem-no-more = { $bounded ->
    [yes] There is nothing else that fits within the price; the list stays. Say “any price” and I lift the bound.
   *[no] There is nothing else that fits; the list stays.
}
problem-limit = { $what }: there is nothing further; the list stays as it was.
limit = { $what }: there is nothing further.
problem-attribute-unknown = Not given for these items: { $attribute }.
problem-position = There is no such number on screen: the list has { $count ->
    [one] { $count } item
   *[other] { $count } items
}.
problem-contradiction = That contradicts itself: wanted and forbidden at once. I noted nothing; tell me which it is.
problem-argument = I did not understand one of the conditions ({ $field }). Valid: { $valid }.
problem-not-noted = I could not note all of that. Please say the rest again, in a message of its own.
problem-too-many-needs = That is too much for one message. Please ask again about: { $what }.
problem-too-many-wishes = That is too much for one message: I did the first part. Please say the rest again.
problem-unexpected = Something went wrong, and nothing was noted. Please say it another way.
problem-planner-down = The model that understands messages does not answer right now. Nothing was noted; please try again.
problem-too-slow = I did not make sense of this in time. Nothing was noted; please try again.
attribute-price = price
attribute-delivery_time = delivery time
attribute-size = pack size
attribute-sugar = sugar
attribute-calories = calories
attribute-fat = fat
attribute-salt = salt
attribute-protein = protein
attribute-rating = rating

## Conditions

constraint-price_max = price up to { MONEY($price) }
constraint-price_min = price from { MONEY($price) }
constraint-shift = “{ $what }”
constraint-service = { $services }
constraint-rejected = rejected items
facet-allergen = { $value } allergen
facet-diet = { $value } diet
facet-ingredient = “{ $value }” ingredient
facet-value = { $value }
