/** The words between the bars of a text, line ends left aside. */
export const list = (text: string): ReadonlyArray<string> => text.split("|").map(word => word.trim())
