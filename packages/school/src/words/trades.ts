/** What an apprenticeship school teaches, where, and with which companies; every letter exists in Windows-1252. */
import { list } from "./list.ts"

export interface Formation {
  /** Short, for the code of a group. */
  readonly code: string
  readonly name: string
}

export const formations: ReadonlyArray<Formation> = [
  { code: "BOUL", name: "CAP Boulanger" },
  { code: "PATI", name: "CAP Pâtissier" },
  { code: "COIF", name: "CAP Métiers de la coiffure" },
  { code: "ELEC", name: "CAP Électricien" },
  { code: "VITI", name: "BTSA Viticulture-Œnologie" },
  { code: "MCO", name: "BTS Management commercial opérationnel" },
  { code: "CG", name: "BTS Comptabilité et gestion" },
  { code: "SIO", name: "BTS Services informatiques aux organisations" },
  { code: "CUIS", name: "CAP Cuisine" },
  { code: "MACO", name: "CAP Maçon" },
  { code: "MENU", name: "CAP Menuisier fabricant" },
  { code: "PETI", name: "CAP Accompagnant éducatif petite enfance" },
  { code: "ESTH", name: "BP Esthétique, cosmétique, parfumerie" },
  { code: "CHOC", name: "BTM Chocolatier-confiseur" },
  { code: "VENT", name: "Bac pro Métiers du commerce et de la vente" },
  { code: "ASSP", name: "Bac pro Accompagnement, soins & services à la personne" },
  { code: "MAIN", name: "Bac pro Maintenance des véhicules – option A" },
  { code: "TCB", name: "TP Technicien d’études du bâtiment" },
  { code: "FLEU", name: "CAP Fleuriste" },
  { code: "BOUC", name: "CAP Boucher" },
  { code: "PLOM", name: "BP Monteur en installations du génie climatique" },
  { code: "TOUR", name: "BTS Tourisme" },
  { code: "NDRC", name: "BTS Négociation et digitalisation de la relation client" },
  { code: "RH", name: "Titre « Assistant ressources humaines »" }
]

export const towns = list(`
  Angoulême | Besançon | Béziers | Châteauroux | Évreux | Mâcon | Nîmes | Orléans | Saint-Étienne |
  Vœuil-et-Giget
`)

/** Postcodes as a spreadsheet leaves them: some have lost their leading zero. */
export const postcodes = list(`
  16000 | 25000 | 34500 | 36000 | 2300 | 1000 | 71000 | 30900 | 45000 | 42100
`)

export const businesses = list(`
  Boulangerie | Pâtisserie | Garage | Hôtel | Brasserie | Menuiserie | Fleuriste | Établissements | SARL |
  Cabinet
`)

export const specialities = list(`
  Mathématiques | Anglais | Français – histoire-géographie | Boulangerie-pâtisserie | Œnologie |
  Électrotechnique | Droit; économie et gestion | Sciences appliquées | Prévention, santé & environnement |
  Arts appliqués | Atelier "pâte levée" | Éducation physique
`)

export const learnerTags = list(`
  interne | demi-pensionnaire | permis B | hébergé | délégué de classe | aide 500 € | tiers temps |
  Erasmus+
`)

export const trainerTags = list(`
  vacataire | CDI | tuteur | jury | référent handicap | site principal
`)
