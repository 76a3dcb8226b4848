/** Benchmarks of the whole program: real facility, real drivers, a broker and a Modbus server that are not ours. */
@NullMarked
package org.penstock.bench;

import org.jspecify.annotations.NullMarked;
