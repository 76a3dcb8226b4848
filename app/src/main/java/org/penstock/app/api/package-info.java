/**
 * The local API: what the running facility answers over HTTP on 127.0.0.1, and the documents it answers with.
 *
 * <p>The documents are also what {@code --json} prints, whether the answer came over HTTP from a running process or from
 * the record opened for one command: {@link org.penstock.app.api.Endpoints} makes them in both cases. Their fields are
 * described in {@code app/API.md} and change only by addition. Knows the runtime's door and nothing else of core.
 */
@NullMarked
package org.penstock.app.api;

import org.jspecify.annotations.NullMarked;
