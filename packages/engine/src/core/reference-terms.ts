/** Words of one record that it can be found by: beyond these, only the id and the beginning of the name find it. */
const mostTerms = 16
/** Characters of a word that count. */
const longestTerm = 60

/** A text as it is searched: lower case, without accents, so that "Zürich" is found by "zurich". */
export function searchText(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim().replace(/\s+/g, ' ')
}

/** The words of what a person types, each at most once. */
export function searchWords(text: string): readonly string[] {
  return [
    ...new Set(
      searchText(text)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== '')
        .map((word) => word.slice(0, longestTerm)),
    ),
  ]
}

/** What a record is found by: its whole id, its whole name, and each word of both. */
export function termsOf(id: string, name: string): readonly string[] {
  const whole = [id, name].map((text) => searchText(text).slice(0, longestTerm)).filter((text) => text !== '')
  return [...new Set([...whole, ...searchWords(id), ...searchWords(name)])].slice(0, mostTerms)
}
