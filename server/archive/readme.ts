/** What stands in an archive beside the records, for whoever opens it without ClearView. */
export const readme = (companyName: string, createdAt: string): string => `# ${companyName}: everything in ClearView

Made on ${createdAt}. This archive holds personal data of candidates and colleagues: keep it as you keep personnel files.

- \`records/NAME.jsonl\`: one record a line, as JSON. Times are \`{"$date": …}\`, bytes \`{"$binary": …}\` (MongoDB Extended
  JSON), so that what is read back is what was written. Ids in one file name records in another: \`jobId\` is the \`_id\`
  of a line in \`postings.jsonl\`.
- \`files/BUCKET/ID\`: résumés and attachments; the record with this \`fileId\` has the name and the type.
- \`manifest.json\`: every file with its SHA-256, its size and its number of records.

What is not in it: ratings and shared scorecards that are not revealed yet, which nobody reads before their time, and
whose reviewers are asked anew where the archive is taken in; passwords, sessions and links that work once; a person's own notes and preferences; the voluntary
answers of candidates about themselves and about the process, which are stored with no way back to a person.

Taking it into an empty company: sign in as its owner and send this file to
\`POST /api/employers/{id}/archives/restore\`. Colleagues are found by their addresses; who has no account there asks for
a new password.
`
