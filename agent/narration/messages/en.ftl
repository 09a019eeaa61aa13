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
list-restored = Here is the list from before:
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
compared-unfit = Mind that it does not fit what you asked to leave out.
offer-terms = { "• " }{ $service } — { MONEY($price) }, { $eta }, { $fee ->
    [0] free delivery
   *[other] delivery { MONEY($fee) }
}{ $minimum ->
    [0] { "" }
   *[other] , orders from { MONEY($minimum) }
}
offer-cheapest = Cheapest at { $service }: { MONEY($price) }.
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
emptied-offer = I can drop this if you say so: { $constraints }.
emptied-firm = I never drop this by myself: { $constraints }.
emptied-plain = Nothing fits all the conditions at once.
emptied-one = Nothing more fits.
of-need = “{ $need }”: { $text }
unavailable = { $count ->
    [one] { $services } does not answer right now, here are the others.
   *[other] { $services } do not answer right now, here are the others.
}
check-label = What some items contain was worked out from their names: with an allergy, check the label.
demo-note = This is a demo catalogue: products and prices are made up.

## What was understood and remembered

remembered-lasting = Noted: { $facts } — always. Undo?
remembered-session = For this conversation: { $facts }. Undo?
blocked = That has no effect while an exclusion stands: { $facts }. Say “forget about …” when it is no longer needed.
not-kept = I do not keep this after the conversation: lasting memory needs your consent, tick “Remember this after the conversation too”.
did-i-get-it = Did I get that right: { $facts }? Say “yes” or “no”.
doubt-lasting = { $fact }, always
doubt-session = { $fact }, in this conversation
doubt-forget = forget “{ $fact }”
doubt-forget-everything = forget everything
already-remembered = I remember that already.
also-excluded-peanuts = Peanuts are left out too: people often count them among nuts, although the law keeps them apart. If peanuts are fine, say “forget about peanuts”.
people-later = I will keep to it when you look { $whom } or for the whole family; your own list does not change.
people-counted = Kept to: { $facts }.
people-missed = If this is { $whom } too, these do not fit: { $positions } ({ $facts }). Say “{ $whom } too” and I will make the list anew.
people-unknown = I know nothing yet about those it is for. Say “my husband does not eat fish”, for example.
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
change-exclude = no { $genitive }
change-avoid = less: { $name }
change-prefer = likes: { $name }
change-require = only { $name }
change-exclude-words = no “{ $name }”
change-avoid-words = less “{ $name }”
change-prefer-words = likes “{ $name }”
change-require-words = only “{ $name }”
change-exclude-service = not from { $name }
change-require-service = only from { $name }
shifted = Looking for { $what }: { $bound }. Undo?
shifted-milder = Nothing lies past everything shown, so I go by the middle of the list: { $what }, { $bound }. Undo?
shifted-nth = Looking for { $what } than no. { $position }: { $bound }. Undo?
shift-price-lower = cheaper
shift-price-higher = more expensive
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
bound-delivery_time-lower = faster than { $eta }
bound-delivery_time-higher = slower than { $eta }
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
explained-shelf = Shelf: { $shelf }.
explained-contents = Ingredients: { $ingredients }.
explained-allergens = Allergens: { $allergens }.
explained-no-allergens = No allergens declared.
explained-traces = May contain traces of: { $allergens }.
explained-diets = Suits: { $diets }.
explained-nutrition = Per 100 { $base }: { $facts }.
nutrition-calories = { $number } kcal
nutrition-protein = protein { $number } g
nutrition-fat = fat { $number } g
nutrition-sugar = sugar { $number } g
nutrition-salt = salt { $number } g
explained-inferred = Some of this was worked out from the name, check the label.
list-explained = How the list was made: { $why }.

why-relevance = close to what you asked
why-kind = it is { $detail }
why-brand-asked = { $detail } brand
why-size-asked = the size you asked for
why-diet-asked = { $detail }
why-liked = you like it: { $detail }
why-disliked = you do not like it: { $detail }
why-taken-before = you took it before
why-taken-after = others take it after what you took
why-kind-after = others take such things after what you took
why-popular = many take it
why-service-next = of what { $detail } sells, others take it
why-usual-service = { $detail } has it, where you usually shop
why-rating = rated { $detail }
why-discount = on sale
why-fast = arrives fast

## When there is nothing to do

small-talk = Happy to help! Tell me what you are looking for: “something sweet for tea”, “cat food”, “cheaper”.
off-topic = I pick products at Samokat, Megamarket and Kuper, and cannot help with that. What shall I look for?
attack = I do not do that: I only pick products, and my rules stay as they are. What shall I look for?
unclear = I did not quite get that. What are you looking for? Name a product or an occasion, or say “skip” for what is popular.
declined = All right, I will not note that. What are you looking for?
kept = All right, it stays as it is. Say “undo” if you want it back after all.

## Trouble

problem-empty-message = The message is empty. Tell me what you are looking for, for example “cookies for tea”.
problem-long-message = The message is too long: { NUMBER($length) } characters, and I read up to { NUMBER($most) }. Please say it in fewer words.
problem-no-words = There are no words here that I could understand. Tell me what you are looking for, for example “milk and bread”.
problem-deadline = I ran out of time; here is what there is so far.
problem-nothing-on-screen = There is nothing on screen yet: tell me first what to find.
problem-nothing-to-undo = There is nothing to take back yet.
problem-no-more = There is nothing else that fits, the list stays.
problem-limit = { $what }: there is nothing further, the list stays as it was.
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
constraint-shift = { $what }
constraint-service = { $services }
constraint-rejected = rejected items
facet-allergen = { $value } allergen
facet-diet = { $value } diet
facet-value = { $value }
