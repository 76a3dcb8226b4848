/** The whole program as a process of its own, really killed, with a broker and a controller that outlive it. */
@NullMarked
package org.penstock.app.crash;

import org.jspecify.annotations.NullMarked;
