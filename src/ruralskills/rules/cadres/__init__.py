"""J, G: reserve cadres and cadre pay."""
