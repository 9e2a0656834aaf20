/** First and family names as they are met in a French school; every letter exists in Windows-1252. */
import { list } from "./list.ts"

export const firstNames = list(`
  Adèle | Aïcha | Alexandre | Amélie | Anaïs | Anne-Sophie | Antoine | Aurélien | Axelle | Baptiste |
  Béatrice | Benoît | Björn | Camille | Cécile | Chloé | Clément | Corentin | Côme | Damien | Éléonore |
  Élise | Élodie | Émile | Enzo | Étienne | Fatou | François | Françoise | Gaël | Gaëlle | Geneviève |
  Grégoire | Guénolé | Hélène | Hugo | Inès | Jean | Jean-Baptiste | Jean-Loïc | Jérôme | Joël | José |
  Karim | Kévin | Kylian | Léa | Léo | Loïc | Lucas | Maël | Maëlys | Manon | Marie | Marie Ange |
  Marie-Hélène | Mathéo | Mélanie | Mohamed | Nathan | Noé | Noël | Nour | Océane | Oumar | Pierre Yves |
  Quentin | Raphaël | Régis | Rémi | Salomé | Sébastien | Solène | Théo | Thérèse | Timéo | Ulysse |
  Valérie | Xavier | Yaël | Yasmine | Yohann | Zoé
`)

export const familyNames = list(`
  Abélard | Aït Ahmed | André | Arnaud | Barthélémy | Benoît | Bérard | Bernard | Besançon | Blanc |
  Boeuf | Boisséson | Boulanger | Brûlé | Carré | Castañeda | Chérif | Cœurdevey | Collet | Cordélier |
  Coulibaly | Croÿ | Da Silva | de La Rochère | de La Tour | de Saint Rémy | Delaunay | Desprès | Diallo |
  du Plessis | Dubois | Dufour | Dupont | Dupré | Durand | d’Almeida | d’Hérouville | El Khatib | Étienne |
  Faure | Fernández | Février | Forêt | François | Garçon | Gautier | Géraud | Girard | Gómez | Guérin |
  Hébert | Henry | Huët | Jäger | Jeanneau | Joubert | Kaçar | Kerouédan | Labbé | Lambert | Le Bœuf |
  Le Gall | Le Goff | Lebrun | Lécuyer | Lefèvre | Legrand | L'Hermitte | L'Œillet | Léger | Maçon |
  Maître | Marchand | Martin | Mbappé | Mérimée | Michaud | Moreau | Müller | N'Diaye | N'Guessan |
  Nguyen | Noël | Nuñez | O'Brien | Ouédraogo | Pagès | Perrin | Pétillon | Picard | Piñeiro | Poirier |
  Prévost | Renaud | Rivière | Robert | Rousseau | Saïdi | Schröder | Sébillot | Šimek | Sœur | Taché |
  Thévenet | Traoré | Vacheron | van der Meer | Vasseur | Vidal | Žižka
`)
