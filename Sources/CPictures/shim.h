#pragma once
// Four libraries that turn files into pixels, each behind two functions: the size, and
// the pixels as red, green, blue and alpha, a row after the other. All give 0 for
// success; the caller has checked that the size is bearable before it asks for pixels.
#include <gif_lib.h>
#include <spng.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>
#include <webp/decode.h>

static inline spng_ctx *cpictures_png_open(const unsigned char *bytes, size_t count) {
  spng_ctx *context = spng_ctx_new(0);
  if (!context) return NULL;
  spng_set_crc_action(context, SPNG_CRC_USE, SPNG_CRC_USE);
  spng_set_chunk_limits(context, 1 << 20, 4 << 20);
  if (spng_set_png_buffer(context, bytes, count)) {
    spng_ctx_free(context);
    return NULL;
  }
  return context;
}

static inline int cpictures_png_size(const unsigned char *bytes, size_t count, int *width, int *height) {
  spng_ctx *context = cpictures_png_open(bytes, count);
  if (!context) return -1;
  struct spng_ihdr header;
  int result = spng_get_ihdr(context, &header);
  if (!result) {
    *width = (int)header.width;
    *height = (int)header.height;
  }
  spng_ctx_free(context);
  return result;
}

static inline int cpictures_png(
    const unsigned char *bytes, size_t count, unsigned char *pixels, size_t length) {
  spng_ctx *context = cpictures_png_open(bytes, count);
  if (!context) return -1;
  size_t needed = 0;
  int result = spng_decoded_image_size(context, SPNG_FMT_RGBA8, &needed);
  if (!result && needed > length) result = -1;
  if (!result) result = spng_decode_image(context, pixels, length, SPNG_FMT_RGBA8, SPNG_DECODE_TRNS);
  spng_ctx_free(context);
  return result;
}

static inline int cpictures_jpeg_size(const unsigned char *bytes, size_t count, int *width, int *height) {
  tjhandle handle = tjInitDecompress();
  if (!handle) return -1;
  int subsampling, colors;
  int result =
      tjDecompressHeader3(handle, bytes, (unsigned long)count, width, height, &subsampling, &colors);
  tjDestroy(handle);
  return result;
}

static inline int cpictures_jpeg(
    const unsigned char *bytes, size_t count, unsigned char *pixels, int width, int height) {
  tjhandle handle = tjInitDecompress();
  if (!handle) return -1;
  // A file that is cut off gives the rows that it has, and a warning.
  int result = tjDecompress2(
      handle, bytes, (unsigned long)count, pixels, width, 0, height, TJPF_RGBA, TJFLAG_LIMITSCANS);
  if (result && tjGetErrorCode(handle) == TJERR_WARNING) result = 0;
  tjDestroy(handle);
  return result;
}

static inline int cpictures_webp_size(const unsigned char *bytes, size_t count, int *width, int *height) {
  return WebPGetInfo(bytes, count, width, height) ? 0 : -1;
}

static inline int cpictures_webp(
    const unsigned char *bytes, size_t count, unsigned char *pixels, size_t length, int width) {
  return WebPDecodeRGBAInto(bytes, count, pixels, length, width * 4) ? 0 : -1;
}

typedef struct {
  const unsigned char *bytes;
  size_t count, position;
} cpictures_source;

static inline int cpictures_gif_read(GifFileType *file, GifByteType *buffer, int wanted) {
  cpictures_source *source = (cpictures_source *)file->UserData;
  size_t left = source->count - source->position;
  size_t taken = left < (size_t)wanted ? left : (size_t)wanted;
  memcpy(buffer, source->bytes + source->position, taken);
  source->position += taken;
  return (int)taken;
}

static inline int cpictures_gif_size(const unsigned char *bytes, size_t count, int *width, int *height) {
  cpictures_source source = {bytes, count, 0};
  int error = 0;
  GifFileType *file = DGifOpen(&source, cpictures_gif_read, &error);
  if (!file) return -1;
  *width = file->SWidth;
  *height = file->SHeight;
  DGifCloseFile(file, &error);
  return 0;
}

/// Paints the rows of the frame that has just been announced.
static inline int cpictures_gif_frame(
    GifFileType *file, unsigned char *pixels, int width, int height, int transparent) {
  const GifImageDesc *frame = &file->Image;
  ColorMapObject *colors = frame->ColorMap ? frame->ColorMap : file->SColorMap;
  if (!colors || frame->Width <= 0 || frame->Height <= 0) return -1;
  GifPixelType *row = (GifPixelType *)malloc((size_t)frame->Width);
  if (!row) return -1;
  static const int starts[] = {0, 4, 2, 1}, steps[] = {8, 8, 4, 2};
  int passes = frame->Interlace ? 4 : 1, result = 0;
  for (int pass = 0; pass < passes && !result; pass++) {
    int step = frame->Interlace ? steps[pass] : 1;
    for (int y = frame->Interlace ? starts[pass] : 0; y < frame->Height && !result; y += step) {
      if (DGifGetLine(file, row, frame->Width) != GIF_OK) result = 1;
      int at = frame->Top + y;
      if (result || at < 0 || at >= height) continue;
      for (int x = 0; x < frame->Width; x++) {
        int column = frame->Left + x;
        if (column < 0 || column >= width || row[x] == transparent || row[x] >= colors->ColorCount) continue;
        unsigned char *pixel = pixels + ((size_t)at * (size_t)width + (size_t)column) * 4;
        GifColorType color = colors->Colors[row[x]];
        pixel[0] = color.Red;
        pixel[1] = color.Green;
        pixel[2] = color.Blue;
        pixel[3] = 255;
      }
    }
  }
  free(row);
  // What there is of a file that is cut off is better than nothing.
  return result < 0 ? result : 0;
}

/// The first frame; the pixels are transparent before.
static inline int cpictures_gif(
    const unsigned char *bytes, size_t count, unsigned char *pixels, int width, int height) {
  cpictures_source source = {bytes, count, 0};
  int error = 0, result = -1, transparent = -1;
  GifFileType *file = DGifOpen(&source, cpictures_gif_read, &error);
  if (!file) return -1;
  GifRecordType record;
  while (DGifGetRecordType(file, &record) == GIF_OK && record != TERMINATE_RECORD_TYPE) {
    if (record == IMAGE_DESC_RECORD_TYPE) {
      if (DGifGetImageDesc(file) == GIF_OK)
        result = cpictures_gif_frame(file, pixels, width, height, transparent);
      break;
    }
    if (record != EXTENSION_RECORD_TYPE) continue;
    int code = 0;
    GifByteType *extension = NULL;
    if (DGifGetExtension(file, &code, &extension) != GIF_OK) break;
    if (code == GRAPHICS_EXT_FUNC_CODE && extension && extension[0] >= 4)
      transparent = (extension[1] & 1) ? extension[4] : -1;
    int isBroken = 0;
    while (extension && !isBroken) isBroken = DGifGetExtensionNext(file, &extension) != GIF_OK;
    if (isBroken) break;
  }
  DGifCloseFile(file, &error);
  return result;
}
