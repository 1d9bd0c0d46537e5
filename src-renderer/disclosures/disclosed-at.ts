/** Noon of a day that has passed is never in the future and stays that day in Finland; of today the core takes the present time. */
export const instantOf = (date: string, today: string): string | undefined => (date === today ? undefined : `${date}T10:00:00.000Z`)
