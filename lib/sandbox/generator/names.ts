import type { Chance } from './chance.ts';

const teams =
  'orders payments shop search pricing warehouse billing identity media content mobile partner risk data insights'.split(
    ' ',
  );
const things =
  'api worker export import sync report scheduler indexer gateway relay loader mailer archiver crawler resizer'.split(
    ' ',
  );
const givenNames =
  'ada amir ana ben bo carla chen dara eli emma femi greta hana igor ines jonas kai lena luis mara nia olaf pia ravi'.split(
    ' ',
  );
const familyNames =
  'almeida bauer costa diaz eriksen fischer garcia haddad ito jensen kowalski lindqvist moreau nowak okafor'.split(' ');

/** Names that a company would give, each once: what is common gets a number. */
export class Names {
  readonly #chance: Chance;
  #count = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** `orders-export-17` */
  thing(suffix?: string): string {
    const words = [this.#chance.pick(teams), this.#chance.pick(things), ...(suffix === undefined ? [] : [suffix])];
    return `${words.join('-')}-${this.#number()}`;
  }

  /** `e.eriksen18` */
  person(): string {
    const given = this.#chance.pick(givenNames);
    return `${given.charAt(0)}.${this.#chance.pick(familyNames)}${this.#number()}`;
  }

  team(): string {
    return this.#chance.pick(teams);
  }

  /** Hexadecimal digits such as AWS puts behind the names of what it makes. */
  hex(length: number): string {
    return Array.from({ length }, () => this.#chance.integer(0, 15).toString(16)).join('');
  }

  #number(): number {
    this.#count += 1;
    return this.#count;
  }
}
