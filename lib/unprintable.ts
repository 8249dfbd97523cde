/** Control characters, line and paragraph separators, and the marks that turn the direction of text around. */
export const unprintable = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu;
