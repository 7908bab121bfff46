"""How far two spellings are apart."""


def distance(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed or swapped with their neighbour between two words; `most` + 1 if more.

    The restricted Damerau-Levenshtein distance (Damerau, CACM 1964): no letter takes part in two changes.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, another in enumerate(other, 1):
            cost = min(above[column] + 1, current[-1] + 1, above[column - 1] + (letter != another))
            if before and letter == other[column - 2 : column - 1] and one[row - 2] == another:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        if min(current) > most:
            return most + 1
        before, above = above, current
    return min(above[-1], most + 1)


def one_change(one: str, other: str) -> bool:
    """Whether two spellings are exactly one such change apart, told in one look along them."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    shorter = min(len(one), len(other))
    begin = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    end = next((n for n in range(shorter - begin) if one[-n - 1] != other[-n - 1]), shorter - begin)
    left, right = one[begin : len(one) - end], other[begin : len(other) - end]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])
