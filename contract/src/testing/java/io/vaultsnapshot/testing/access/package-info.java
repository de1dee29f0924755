/** Who may do what with the bucket and what belongs to it: one matrix, checked against templates and executed against a server. */
package io.vaultsnapshot.testing.access;
