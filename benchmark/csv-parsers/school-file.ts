/** Writes a CSV file like a school's: `;`, accents, about a third of the cells of some columns quoted. */
import { once } from "node:events"
import { createWriteStream } from "node:fs"

/** The same `bytes` give the same file; resolves to its number of rows, the header included. */
export const writeSchoolFile = async (path: string, bytes: number): Promise<number> => {
  const file = createWriteStream(path)
  file.write("id;nom;prenom;email;classe;naissance;telephone;adresse;observations;statut\r\n")
  let rows = 1
  while (file.bytesWritten + file.writableLength < bytes) {
    const block = Array.from({ length: 1_000 }, (_, index) => pupil(rows + index)).join("")
    rows += 1_000
    if (!file.write(block)) await once(file, "drain")
  }
  file.end()
  await once(file, "finish")
  return rows
}

const pupil = (n: number): string => {
  const surname = pick(surnames, n)
  const given = pick(givenNames, n >> 3)
  const street = `${n % 180} rue ${pick(streets, n >> 2)}`
  const address = n % 3 === 0 ? `"${street}; ${pick(towns, n)}"` : `${street}, ${pick(towns, n)}`
  const remark = n % 100 === 0 ? `"Sortie autorisée\r\nà midi"` : n % 7 === 0 ? `"dit ""${given}"""` : ""
  return `${String(n).padStart(8, "0")};${surname};${given};${given}.${n}@lycee.example;${6 - (n % 4)}${"ABCD"[n % 4]};${
    (n % 28) + 1
  }/0${(n % 9) + 1}/2012;06${String((n * 7919) % 100_000_000).padStart(8, "0")};${address};${remark};"élève"\r\n`
}

const pick = (from: ReadonlyArray<string>, n: number): string => from[n % from.length] ?? ""
const surnames = ["Lefèvre", "Martin", "N'Guyen", "Benoît-Dupré", "Durand", "Müller", "O'Connor"]
const givenNames = ["Chloé", "Léa", "Mohamed", "Jean-Noël", "Inès", "Zoé", "Hugo"]
const streets = ["de la Paix", "Victor-Hugo", "des Écoles", "du Général-Leclerc"]
const towns = ["75011 Paris", "69003 Lyon", "13001 Marseille"]
