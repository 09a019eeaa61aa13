"""Words that carry no need. "без" and "free" are not among them: "без сахара" is one."""

RUSSIAN = """
а бы был была были было быть в вам вас вот все всё да для до его ее если есть еще же за и из или им их к как какая
какие какой какое когда кто ли либо меня мне мной можно мой моя мы на над надо нам нас не него нее нет ни нибудь них но
ну о об он она они оно от по под пожалуйста при про с сам свой себе себя со так такой там те тебе тебя то тоже только
том тот ты у уже хочу хотел хотела хочется что чего чтобы чтоб это этот эта эти этого я найди найти покажи показать
посоветуй посоветуйте подбери подберите подскажи подскажите порекомендуй предложи дай дайте нужен нужна нужно нужны ищу
купить закажи заказать какую какого каких
"""
ENGLISH = """
a an and any are as at be but by can could do for from give get have how i if im in into is it its like looking me my
need of on or our please recommend show some something somewhere suggest that the their them there these they this to
up us want was we what which will with would you your find buy
"""
STOP_WORDS = frozenset(word.replace("ё", "е") for word in (RUSSIAN + ENGLISH).split())
