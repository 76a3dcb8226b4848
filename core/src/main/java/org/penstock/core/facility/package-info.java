/**
 * Devices, streams, equipment, what is bound to what, and the frame of the facility file.
 *
 * <p>The file is read into {@link org.penstock.core.facility.Node}s that know their line; every room brings a
 * {@link org.penstock.core.facility.FileSection} that checks and compiles its own part; what is wrong is collected in
 * {@link org.penstock.core.facility.Problems} with file, line and remedy. The result is one immutable
 * {@link org.penstock.core.facility.Configuration}, stored whole in the data directory and handed to the engine.
 */
@NullMarked
package org.penstock.core.facility;

import org.jspecify.annotations.NullMarked;
