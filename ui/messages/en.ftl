title = Podbor
tagline = Say in plain words what you need: I look in Samokat, Megamarket and Kuper
message-label = Message
message-placeholder = For example: something sweet for tea under 300 roubles
send = Send
language-label = Language
language-auto = As I write
new-conversation = New conversation
developer = Developer
trace = What the agent did
step-perceive = Reading the message
step-plan = Understanding what is needed
step-act = Doing it
step-recommend = Picking and checking the conditions
step-narrate = Writing the reply
step-verify = Checking it against the facts
take = Take it
reject = Not this
why = Why
compare = Compare
chip-cheaper = Cheaper
chip-faster = Faster delivery
chip-bigger = Bigger pack
chip-less-sugar = Less sugar
chip-rating = Better rated
chip-more = Show more
chip-undo = Undo
say-take = I'll take the { $ordinal } one
say-reject = remove the { $ordinal } one
say-why = why the { $ordinal } one?
say-compare = compare prices for the { $ordinal } one
ordinal-1 = first
ordinal-2 = second
ordinal-3 = third
ordinal-4 = fourth
ordinal-5 = fifth
ordinal-n = no. { $position }
profile-label = What I remember about you
profile-none = Nothing yet
profile-fact = { $fact } — { $scope ->
    [lasting] always
   *[session] in this conversation
} (“{ $utterance }”, { $date })
profile-remove = Forget the selected
profile-erase = Erase everything about me
removed = Forgotten
erased = Everything kept about you is erased
rules-label = How the list is made
rules = The list follows your request, what you told about yourself, and what you took or rejected in this chat. Strict conditions (allergens, diets,
    exclusions, price, stock) always hold; the rest is closeness to the request, your tastes, rating and price. Places on the list are not for sale.
    All that is remembered about you is shown on the left: any of it can be removed.
demo = Demo catalogue: products and prices are made up
allergens = Allergens: { $names }
traces = May contain: { $names }
rating = { $rating } of 5
price-was = was { MONEY($price) }
error = That did not work: { $reason }
