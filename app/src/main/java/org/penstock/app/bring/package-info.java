/**
 * Files of readings: CSV of loggers and other systems in, CSV and Parquet out.
 *
 * <p>In: {@link org.penstock.app.bring.Survey} reads a file once from end to end and says what it is: letters, separator,
 * header, which column is the time and how it is written, decimal comma or point, its SHA-256. {@link
 * org.penstock.app.bring.Plan} says which column is which stream, in which unit. {@link org.penstock.app.bring.RowReader}
 * then makes of each row readings, or reasons why not. Nothing here knows a facility: whoever calls hands the streams in
 * and the readings on. What a file cannot be read for is told as a {@link org.penstock.app.start.Refusal} with its remedy.
 */
@NullMarked
package org.penstock.app.bring;

import org.jspecify.annotations.NullMarked;
