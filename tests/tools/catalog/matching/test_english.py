"""English titles: what one shelf adds in words of the kind, in shorthand and in praise, and what still tells two products."""

import pytest

from podbor.tools.catalog.matching import Reader, compare


def same(left: str, right: str) -> bool:
    reader = Reader()
    return compare(reader.read(left), reader.read(right)).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sellotape Original Golden Tape 24mm x 50m", "SELLOTAPE original golden sticky tape, 24 mm × 50 m"),
        ("Tunnock's Caramel Wafers Milk Chocolate 4 x 30g", "TUNNOCKS milk choc caramel wafer biscuits, 4 pk (30 g)"),
        ("Waitrose Wholemeal Pitta Breads 6s", "Waitrose whole wheat pita bread, 6 pieces"),
        ("Clipper Organic Green Tea 80 Bags", "Clipper green tea, organic, 80 unbleached teabags"),
        ("Oxford A4 Refill Pad Narrow Ruled 200 Pages", "OXFORD refill pad, A4, narrow ruled, 100 sheets"),
        ("Finish Quantum Dishwasher Tablets Lemon 36", "FINISH Quantum lemon dishwasher tabs, 36 pcs"),
        ("Tropicana Orange Juice Smooth 850ml", "Tropicana smooth orange juice, no bits, 85 cl"),
        ("Petzl Tikka Head Torch 350 lm Black", "PETZL Tikka headlamp, 350 lumens, black"),
        ("KONG Classic dog toy, M, red", "Kong Classic Dog Toy Red Medium"),
        ("Crosse & Blackwell Branston Pickle Original 520g", "Branston original pickle, 520 g jar"),
        ("Kabanos Sokołów Exclusive 105g", "Sokolow Kabanosy Exclusive, 105 g"),
        ("Geeta's Mango Chutney 320g", "GEETAS premium mango chutney, 320 g"),
        ("Violife Grated Mozzarella Flavour 200g", "VIOLIFE vegan shredded mozzarella-style cheese, 200 g"),
        ("Печенье McVitie's Digestive 400 г", "McVities Digestive biscuits original 400g"),
        ("Подгузники Huggies Elite Soft 3 (5-9 кг) 80 шт", "Huggies Elite Soft nappies, size 3, 5-9 kg, 80 pcs"),
    ],
)
def test_what_shelves_add(left: str, right: str) -> None:
    assert same(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Heinz Tomato Soup 400g", "Heinz tomato sauce, 400 g"),
        ("Weetabix Cereal 24 Pack", "Weetabix Chocolate 24 pack"),
        ("Ritz Crackers Original 200 g", "Ritz Cheese Flavour Crackers 200 g"),
        ("Lurpak Slightly Salted Spreadable 400g", "Lurpak Slightly Salted Butter block 400 g"),
        ("Hovis Soft White Medium Sliced Bread 800g", "Hovis Soft White thick sliced bread, 800 g"),
        ("John West Tuna Steak in Brine 145g", "John West tuna chunks, in brine, 145 g"),
        ("Simple Kind to Skin Toner 200ml", "Simple Kind to Skin face wash, 200 ml"),
        ("Huggies Pure Baby Wipes 56 Pack", "Huggies Natural Care baby wipes 56 pcs"),
        ("Fulfil Chocolate Brownie Protein Bar 55g", "Fulfil Chocolate Protein Bar 55 g"),
        ("Onken Strawberry Yogurt 450g", "Onken 0% fat strawberry yogurt 450 g"),
        ("Persil Bio Washing Powder 23 Washes", "Persil Non Bio washing powder 23 washes"),
        ("Nescafe Gold Blend Instant Coffee 200g", "Nescafe Gold Blend decaff instant coffee, 200 g"),
        ("BIC Cristal Original Ballpoint Pens Blue 10 Pack", "BIC Cristal fine ballpoint pens, blue, 10 pcs"),
        ("Apple AirPods Max Midnight", "Apple AirPods Max starlight"),
        ("Ряженка Коровка из Кореновки 2,5% 900 г", "Korovka iz Korenovki Kefir 2.5% 900 g"),
    ],
)
def test_siblings_stay_apart(left: str, right: str) -> None:
    assert not same(left, right)
