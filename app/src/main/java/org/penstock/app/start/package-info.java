/**
 * How a program gets at a facility: which data directory, who opens it, what is answered while it is held, what is
 * logged, how it ends. The window, {@code serve} and every command start here. Knows the local API and the runtime's door,
 * neither the commands nor the window.
 */
@NullMarked
package org.penstock.app.start;

import org.jspecify.annotations.NullMarked;
