/**
 * The oldest sensor: a person who looks at an instrument and writes down what it shows. Delivers nothing by itself; what is
 * written down enters by {@code penstock readings record}, the local API or the window.
 */
@NullMarked
package org.penstock.driver.person;

import org.jspecify.annotations.NullMarked;
